// The blast radius of every node, by the algorithm of src/core/analysis/weak-points/spread.ts, for comparison.
// Reads the plan as 32-bit numbers: size, length of uses, length of groups, counterCount, useStart, uses, groups,
// kinds (1: service, 2: function). Prints milliseconds of processor time (the median of so many rounds) and the sum of all radii, with words of 32 and 64 bits.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using Numbers = std::vector<int32_t>;

struct Plan {
  int32_t size = 0, counterCount = 0;
  Numbers useStart, uses, groups, kinds;
};

// As src/core/analysis/weak-points/followed-failures.ts.
struct Followed {
  Numbers sources, derived, through;

  explicit Followed(const Plan &plan) {
    Numbers opened(plan.size + 1);
    for (int32_t rank = 0; rank < plan.size; ++rank)
      for (int32_t at = plan.useStart[rank]; at < plan.useStart[rank + 1]; ++at) {
        const int32_t use = plan.uses[at], owner = use & 1 ? plan.groups[(size_t)(use >> 2) * 4] : use >> 2;
        if (owner > rank) continue;
        ++opened[owner];
        --opened[rank + 1];
      }
    std::vector<uint8_t> mayCycle(plan.size);
    for (int32_t rank = 0, open = 0; rank < plan.size; ++rank) mayCycle[rank] = (open += opened[rank]) > 0;
    for (int32_t rank = plan.size - 1; rank >= 0; --rank) {
      const int32_t from = plan.useStart[rank], until = plan.useStart[rank + 1];
      int32_t hard = 0;
      for (int32_t at = from; at < until; ++at) hard += 1 - (plan.uses[at] & 1);
      if (!hard) continue;
      if (hard == 1 && until == from + 1 && !mayCycle[rank]) {
        derived.push_back(rank);
        through.push_back(plan.uses[from] >> 2);
      } else
        sources.push_back(rank);
    }
    std::reverse(sources.begin(), sources.end());
  }
};

static Numbers readNumbers(FILE *file, size_t count) {
  Numbers numbers(count);
  if (fread(numbers.data(), 4, count, file) != count) exit(2);
  return numbers;
}

template <typename Word> struct Spread {
  static constexpr int lanes = sizeof(Word) * 8;
  const Plan &plan;
  const Followed followed;
  std::vector<Word> downBy, arrived, counters;
  std::vector<uint32_t> waiting, waitingWords;
  Numbers touched;
  int32_t round = 0;

  explicit Spread(const Plan &given)
      : plan(given), followed(given), downBy(given.size), arrived(given.size), counters(given.counterCount),
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
      const int32_t rank = followed.sources[at];
      arrived[rank] |= Word(1) << (at - from);
      waiting[rank >> 5] |= 1u << (rank & 31);
      waitingWords[rank >> 10] |= 1u << ((rank >> 5) & 31);
    }
    size_t high = followed.sources[from] >> 10;
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
      for (int32_t at = from; at < until; ++at) result[followed.sources[at]] += (int32_t)((digits[digit] >> (at - from)) & 1) << digit;
      digits[digit] = 0;
    }
  }

  void counts(Numbers (&result)[3]) {
    Word digits[3][32] = {};
    const int32_t count = (int32_t)followed.sources.size();
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
    for (const int32_t rank : followed.sources) {
      --result[0][rank];
      if (plan.kinds[rank]) --result[plan.kinds[rank]][rank];
    }
    for (size_t at = 0; at < followed.derived.size(); ++at) {
      const int32_t rank = followed.derived[at], owner = followed.through[at];
      for (auto &counts : result) counts[rank] = counts[owner];
      ++result[0][rank];
      if (plan.kinds[owner]) ++result[plan.kinds[owner]][rank];
    }
  }
};

template <typename Word> static void measure(const Plan &plan, int rounds) {
  std::vector<double> times;
  long long sum = 0;
  for (int round = 0; round < rounds; ++round) {
    const clock_t startedAt = clock();
    Spread<Word> spread(plan);
    Numbers result[3] = {Numbers(plan.size), Numbers(plan.size), Numbers(plan.size)};
    spread.counts(result);
    times.push_back((clock() - startedAt) * 1000.0 / CLOCKS_PER_SEC);
    sum = 0;
    for (const int32_t count : result[0]) sum += count;
  }
  std::sort(times.begin(), times.end());
  printf("%f %lld\n", times[times.size() / 2], sum);
}

int main(int, char **arguments) {
  FILE *file = fopen(arguments[1], "rb");
  if (!file) return 2;
  const Numbers head = readNumbers(file, 4);
  Plan plan;
  plan.size = head[0];
  plan.useStart = readNumbers(file, head[0] + 1);
  plan.uses = readNumbers(file, head[1]);
  plan.groups = readNumbers(file, head[2]);
  plan.counterCount = head[3];
  plan.kinds = readNumbers(file, head[0]);
  fclose(file);
  const int rounds = atoi(arguments[2]);
  measure<uint32_t>(plan, rounds);
  measure<uint64_t>(plan, rounds);
}
