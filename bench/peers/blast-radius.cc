// The blast radius of every node, by the algorithm of src/core/analysis/weak-points/spread.ts, for comparison.
// Reads the plan as 32-bit numbers: size, length of uses, length of groups, counterCount, number of sources,
// useStart, uses, groups, kinds (1: service, 2: function), sources. Prints milliseconds (the median of so many rounds) and the sum of all radii, with words of 32 and 64 bits.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

using Numbers = std::vector<int32_t>;

struct Plan {
  int32_t size = 0, counterCount = 0;
  Numbers useStart, uses, groups, kinds, sources;
};

static Numbers readNumbers(FILE *file, size_t count) {
  Numbers numbers(count);
  if (fread(numbers.data(), 4, count, file) != count) exit(2);
  return numbers;
}

template <typename Word> struct Spread {
  static constexpr int lanes = sizeof(Word) * 8;
  const Plan &plan;
  std::vector<Word> downBy, arrived, counters;
  std::vector<uint32_t> waiting, waitingWords;
  Numbers touched;
  int32_t round = 0;

  explicit Spread(const Plan &given)
      : plan(given), downBy(given.size), arrived(given.size), counters(given.counterCount),
        waiting((given.size >> 5) + 1), waitingWords((given.size >> 10) + 1) {
    touched.reserve(given.size);
  }

  Word countLoss(const int32_t *group, Word lost) {
    Word *digits = &counters[group[1]];
    if (digits[0] != (Word)round) {
      digits[0] = round;
      for (int32_t digit = 0; digit < group[2]; ++digit) digits[digit + 1] = -(Word)((group[3] >> digit) & 1);
    }
    Word carry = lost;
    for (int32_t digit = 1; digit <= group[2] && carry; ++digit) {
      const Word now = digits[digit];
      digits[digit] = now ^ carry;
      carry &= now;
    }
    return carry;
  }

  void follow(int32_t from, int32_t until) {
    for (const int32_t rank : touched) downBy[rank] = arrived[rank] = 0;
    touched.clear();
    ++round;
    for (int32_t at = from; at < until; ++at) {
      const int32_t rank = plan.sources[at];
      arrived[rank] |= Word(1) << (at - from);
      waiting[rank >> 5] |= 1u << (rank & 31);
      waitingWords[rank >> 10] |= 1u << ((rank >> 5) & 31);
    }
    size_t high = plan.sources[from] >> 10;
    while (high < waitingWords.size()) {
      if (!waitingWords[high]) {
        ++high;
        continue;
      }
      const int32_t word = (int32_t)(high << 5) | __builtin_ctz(waitingWords[high]);
      const int32_t rank = (word << 5) | __builtin_ctz(waiting[word]);
      waiting[word] &= waiting[word] - 1;
      if (!waiting[word]) waitingWords[high] &= ~(1u << (word & 31));
      const Word before = downBy[rank], fresh = arrived[rank] & ~before;
      if (!fresh) continue;
      if (!before) touched.push_back(rank);
      downBy[rank] = before | fresh;
      for (int32_t at = plan.useStart[rank]; at < plan.useStart[rank + 1]; ++at) {
        const int32_t use = plan.uses[at];
        int32_t owner = use >> 2;
        Word breaking = fresh;
        if (use & 1) {
          const int32_t *group = &plan.groups[(size_t)owner * 4];
          breaking = countLoss(group, fresh);
          if (!breaking) continue;
          owner = group[0];
        }
        if (use & 2) {
          if (!downBy[owner]) touched.push_back(owner);
          downBy[owner] |= breaking;
          continue;
        }
        if (!(breaking & ~arrived[owner])) continue;
        arrived[owner] |= breaking;
        waiting[owner >> 5] |= 1u << (owner & 31);
        waitingWords[owner >> 10] |= 1u << ((owner >> 5) & 31);
        high = std::min(high, (size_t)(owner >> 10));
      }
    }
  }

  static void tally(Word *digits, Word carry) {
    for (int digit = 0; carry; ++digit) {
      const Word now = digits[digit];
      digits[digit] = now ^ carry;
      carry &= now;
    }
  }

  void settle(Word *digits, Numbers &result, int32_t from, int32_t until) {
    for (int digit = 0; digit < 32; ++digit) {
      if (!digits[digit]) continue;
      for (int32_t at = from; at < until; ++at) result[plan.sources[at]] += (int32_t)((digits[digit] >> (at - from)) & 1) << digit;
      digits[digit] = 0;
    }
  }

  void counts(Numbers (&result)[3]) {
    Word digits[3][32] = {};
    const int32_t count = (int32_t)plan.sources.size();
    for (int32_t from = 0; from < count; from += lanes) {
      const int32_t until = std::min(count, from + lanes);
      follow(from, until);
      for (const int32_t rank : touched) {
        const Word word = downBy[rank];
        tally(digits[0], word);
        if (plan.kinds[rank]) tally(digits[plan.kinds[rank]], word);
      }
      for (int kind = 0; kind < 3; ++kind) settle(digits[kind], result[kind], from, until);
    }
    for (const int32_t rank : plan.sources) {
      --result[0][rank];
      if (plan.kinds[rank]) --result[plan.kinds[rank]][rank];
    }
  }
};

template <typename Word> static void measure(const Plan &plan, int rounds) {
  std::vector<double> times;
  long long sum = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto startedAt = std::chrono::steady_clock::now();
    Spread<Word> spread(plan);
    Numbers result[3] = {Numbers(plan.size), Numbers(plan.size), Numbers(plan.size)};
    spread.counts(result);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - startedAt).count());
    sum = 0;
    for (const int32_t count : result[0]) sum += count;
  }
  std::sort(times.begin(), times.end());
  printf("%f %lld\n", times[times.size() / 2], sum);
}

int main(int, char **arguments) {
  FILE *file = fopen(arguments[1], "rb");
  if (!file) return 2;
  const Numbers head = readNumbers(file, 5);
  Plan plan;
  plan.size = head[0];
  plan.useStart = readNumbers(file, head[0] + 1);
  plan.uses = readNumbers(file, head[1]);
  plan.groups = readNumbers(file, head[2]);
  plan.counterCount = head[3];
  plan.kinds = readNumbers(file, head[0]);
  plan.sources = readNumbers(file, head[4]);
  fclose(file);
  const int rounds = atoi(arguments[2]);
  measure<uint32_t>(plan, rounds);
  measure<uint64_t>(plan, rounds);
}
