// The forecast's inner loop, written for this benchmark: the same random numbers, tables of quantiles, dispatching by
// priority and critical steps as src/core/analysis/forecast. Reads a problem from a file; prints seconds per trial and
// the median, so that both sides can be seen to have computed the same.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

using std::vector;
constexpr int kCells = 256;

struct Problem {
  int size, width, words;
  vector<int32_t> key, succStart, succ, predStart, pred, needStart, needResource, waiting;
  vector<double> needAmount, leastNeed, capacity;
  vector<float> table;
};

static int readInt(FILE* in) { int v; if (fscanf(in, "%d", &v) != 1) exit(1); return v; }
static double readDouble(FILE* in) { double v; if (fscanf(in, "%lf", &v) != 1) exit(1); return v; }
static void readInts(FILE* in, vector<int32_t>& to) { to.resize(readInt(in)); for (auto& v : to) v = readInt(in); }
static void readDoubles(FILE* in, vector<double>& to) { to.resize(readInt(in)); for (auto& v : to) v = readDouble(in); }

static inline uint32_t drawn(uint32_t seed, uint32_t trial, uint32_t key) {
  uint32_t x = seed * 1664525u + 1013904223u, y = trial * 1664525u + 1013904223u, z = key * 1664525u + 1013904223u;
  x += y * z; y += z * x; z += x * y;
  x ^= x >> 16; y ^= y >> 16; z ^= z >> 16;
  x += y * z;
  return x;
}

struct Simulator {
  const Problem& p;
  vector<uint32_t> ready, mark, counts;
  vector<double> freeAmount, duration, start, finish, heapTime;
  vector<int32_t> waiting, heapRank, done, batchFrom, batchTo, stack;
  int heapLength = 0, doneCount = 0, batch = 0;
  uint32_t affected = 0, round = 0;
  double now = 0;
  explicit Simulator(const Problem& problem)
      : p(problem), ready(p.words * p.width), mark(p.size), counts(p.size), freeAmount(p.width), duration(p.size),
        start(p.size), finish(p.size), heapTime(p.size + 1), waiting(p.size), heapRank(p.size + 1), done(p.size),
        batchFrom(p.size), batchTo(p.size), stack(p.size) {}
  void push(double at, int rank) {
    int place = heapLength++;
    while (place > 0) {
      int above = (place - 1) >> 1;
      if (heapTime[above] <= at) break;
      heapTime[place] = heapTime[above]; heapRank[place] = heapRank[above]; place = above;
    }
    heapTime[place] = at; heapRank[place] = rank;
  }
  int pop() {
    int first = heapRank[0], length = --heapLength, place = 0;
    double at = heapTime[length];
    for (;;) {
      int below = 2 * place + 1;
      if (below >= length) break;
      if (below + 1 < length && heapTime[below + 1] < heapTime[below]) below++;
      if (at <= heapTime[below]) break;
      heapTime[place] = heapTime[below]; heapRank[place] = heapRank[below]; place = below;
    }
    heapTime[place] = at; heapRank[place] = heapRank[length];
    return first;
  }
  void begin(int rank) {
    for (int n = p.needStart[rank]; n < p.needStart[rank + 1]; n++) {
      int r = p.needResource[n];
      freeAmount[r] -= p.needAmount[n];
      ready[r * p.words + (rank >> 5)] &= ~(1u << (rank & 31));
    }
    start[rank] = now; batchFrom[rank] = batch; batchTo[rank] = doneCount;
    finish[rank] = now + duration[rank];
    push(finish[rank], rank);
  }
  void makeReady(int rank) {
    if (p.needStart[rank] == p.needStart[rank + 1]) return begin(rank);
    for (int n = p.needStart[rank]; n < p.needStart[rank + 1]; n++) {
      int r = p.needResource[n];
      ready[r * p.words + (rank >> 5)] |= 1u << (rank & 31);
      affected |= 1u << (r & 31);
    }
  }
  bool fits(int rank) const {
    for (int n = p.needStart[rank]; n < p.needStart[rank + 1]; n++)
      if (freeAmount[p.needResource[n]] < p.needAmount[n]) return false;
    return true;
  }
  void takeUp() {
    for (int word = 0; word < p.words; word++) {
      uint32_t bits = 0;
      for (int r = 0; r < p.width; r++)
        if ((affected & (1u << (r & 31))) && freeAmount[r] >= p.leastNeed[r]) bits |= ready[r * p.words + word];
      while (bits) {
        int rank = (word << 5) + __builtin_ctz(bits);
        bits &= bits - 1;
        if (fits(rank)) begin(rank);
      }
    }
  }
  double run(uint32_t seed, uint32_t trial) {
    for (int rank = 0; rank < p.size; rank++) {
      double place = drawn(seed, trial, p.key[rank]) * (kCells / 4294967296.0);
      int cell = (int)place;
      const float* row = &p.table[rank * (kCells + 1) + cell];
      duration[rank] = row[0] + (place - cell) * (row[1] - row[0]);
    }
    waiting = p.waiting; freeAmount = p.capacity;
    std::fill(ready.begin(), ready.end(), 0);
    heapLength = doneCount = batch = 0; affected = 0; now = 0;
    for (int rank = 0; rank < p.size; rank++) if (p.waiting[rank] == 0) makeReady(rank);
    for (;;) {
      if (affected) takeUp();
      affected = 0;
      if (heapLength == 0) break;
      if (heapTime[0] > now) batch = doneCount;
      now = heapTime[0];
      do {
        int rank = pop();
        done[doneCount++] = rank;
        for (int n = p.needStart[rank]; n < p.needStart[rank + 1]; n++) {
          freeAmount[p.needResource[n]] += p.needAmount[n];
          affected |= 1u << (p.needResource[n] & 31);
        }
        for (int e = p.succStart[rank]; e < p.succStart[rank + 1]; e++)
          if (--waiting[p.succ[e]] == 0) makeReady(p.succ[e]);
      } while (heapLength > 0 && heapTime[0] == now);
    }
    countCritical(now);
    return now;
  }
  bool shares(int one, int other) const {
    for (int n = p.needStart[one]; n < p.needStart[one + 1]; n++)
      for (int m = p.needStart[other]; m < p.needStart[other + 1]; m++)
        if (p.needResource[n] == p.needResource[m]) return true;
    return false;
  }
  void countCritical(double end) {
    round++;
    int depth = 0;
    auto visit = [&](int rank) {
      if (mark[rank] == round) return;
      mark[rank] = round; counts[rank]++; stack[depth++] = rank;
    };
    for (int at = p.size - 1; at >= 0 && finish[done[at]] == end; at--) visit(done[at]);
    while (depth > 0) {
      int rank = stack[--depth];
      double from = start[rank];
      if (from == 0) continue;
      bool explained = false;
      for (int e = p.predStart[rank]; e < p.predStart[rank + 1]; e++)
        if (finish[p.pred[e]] == from) { explained = true; visit(p.pred[e]); }
      if (explained) continue;
      for (int at = batchFrom[rank]; at < batchTo[rank]; at++)
        if (finish[done[at]] == from && shares(rank, done[at])) visit(done[at]);
    }
  }
};

int main(int argc, char** argv) {
  FILE* in = fopen(argv[1], "r");
  if (!in || argc < 3) return 1;
  int trials = atoi(argv[2]);
  Problem p;
  p.size = readInt(in); p.width = readInt(in); p.words = (p.size + 31) >> 5;
  readInts(in, p.key); readInts(in, p.succStart); readInts(in, p.succ); readInts(in, p.predStart); readInts(in, p.pred);
  readInts(in, p.needStart); readInts(in, p.needResource); readInts(in, p.waiting);
  readDoubles(in, p.needAmount); readDoubles(in, p.leastNeed); readDoubles(in, p.capacity);
  vector<double> table; readDoubles(in, table); p.table.assign(table.begin(), table.end());
  Simulator simulator(p);
  vector<double> seconds(trials);
  for (int t = 0; t < 1000; t++) simulator.run(1, t);
  auto begin = std::chrono::steady_clock::now();
  for (int t = 0; t < trials; t++) seconds[t] = simulator.run(1, t);
  double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  std::sort(seconds.begin(), seconds.end());
  printf("%.9g %.9g\n", elapsed / trials, seconds[trials / 2]);
}
