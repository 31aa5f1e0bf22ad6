#include "core/changed_words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace core {
namespace {

using words = std::vector<std::string_view>;
using word_span = std::span<const std::string_view>;
using where = word_run::where;

words words_of(std::string_view squeezed) {
    words all;
    for (const auto w : base::split(squeezed, ' '))
        if (!w.empty()) all.push_back(w);
    return all;
}

// Runs grow word by word.
class run_list {
  public:
    void add(where in, std::string_view word) {
        if (runs_.empty() || runs_.back().in != in) runs_.push_back({in, {}});
        auto& text = runs_.back().text;
        if (!text.empty()) text += ' ';
        text += word;
    }
    void add(where in, word_span all) {
        for (const auto w : all)
            add(in, w);
    }
    // Within a stretch of changes, all that was taken out stands before all that was put in.
    std::vector<word_run> in_order() {
        std::vector<word_run> out;
        for (std::size_t i = 0; i < runs_.size();) {
            if (runs_[i].in == where::both) {
                out.push_back(std::move(runs_[i++]));
                continue;
            }
            word_run taken{where::older, {}}, put{where::newer, {}};
            for (; i < runs_.size() && runs_[i].in != where::both; ++i) {
                auto& into = runs_[i].in == where::older ? taken : put;
                into.text += (into.text.empty() ? "" : " ") + runs_[i].text;
            }
            if (!taken.text.empty()) out.push_back(std::move(taken));
            if (!put.text.empty()) out.push_back(std::move(put));
        }
        return out;
    }

  private:
    std::vector<word_run> runs_;
};

constexpr int most_differences = 600;

// The shortest way from one to the other by Myers (1986): `v` holds how far each diagonal reaches with d changes. False
// where there are more than `most_differences`.
bool add_shortest(word_span older, word_span newer, run_list& out) {
    const int n = static_cast<int>(older.size()), m = static_cast<int>(newer.size());
    const int most = std::min(n + m, most_differences);
    std::vector<int> v(2 * static_cast<std::size_t>(most) + 3, 0);
    const auto at = [&](int k) -> int& { return v[static_cast<std::size_t>(std::ptrdiff_t{k} + most + 1)]; };
    std::vector<std::vector<int>> history; // of each d: how far diagonals −d … d reached before it
    int d = 0;
    for (bool there = false; !there; ++d) {
        if (d > most) return false;
        std::vector<int> before;
        before.reserve(2 * static_cast<std::size_t>(d) + 3);
        for (int k = -d - 1; k <= d + 1; ++k)
            before.push_back(at(k));
        history.push_back(std::move(before));
        for (int k = -d; k <= d; k += 2) {
            int x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
            while (x < n && x - k < m && older[static_cast<std::size_t>(x)] == newer[static_cast<std::size_t>(x - k)])
                ++x;
            at(k) = x;
            if (x >= n && x - k >= m) {
                there = true;
                break;
            }
        }
    }
    std::vector<std::pair<where, std::string_view>> backwards;
    int x = n, y = m;
    for (--d; d >= 0; --d) {
        const auto& before = history[static_cast<std::size_t>(d)];
        const auto reach = [&](int k) { return before[static_cast<std::size_t>(std::ptrdiff_t{k} + d + 1)]; };
        const int k = x - y;
        const bool down = k == -d || (k != d && reach(k - 1) < reach(k + 1));
        const int from_x = d == 0 ? 0 : reach(down ? k + 1 : k - 1);
        const int from_y = d == 0 ? 0 : from_x - (down ? k + 1 : k - 1);
        const int mid_x = d == 0 ? 0 : down ? from_x : from_x + 1;
        for (; x > mid_x; --x, --y)
            backwards.emplace_back(where::both, older[static_cast<std::size_t>(x - 1)]);
        if (d == 0) break;
        if (down)
            backwards.emplace_back(where::newer, newer[static_cast<std::size_t>(from_y)]);
        else
            backwards.emplace_back(where::older, older[static_cast<std::size_t>(from_x)]);
        x = from_x;
        y = from_y;
    }
    for (auto one = backwards.rbegin(); one != backwards.rend(); ++one)
        out.add(one->first, one->second);
    return true;
}

} // namespace

std::vector<word_run> changed_words(std::string_view older, std::string_view newer) {
    const auto older_text = base::squeezed(older), newer_text = base::squeezed(newer);
    const auto a = words_of(older_text), b = words_of(newer_text);
    const auto [begin_a, begin_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    const auto head = static_cast<std::size_t>(begin_a - a.begin());
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    run_list out;
    out.add(where::both, word_span{a}.first(head));
    const auto mid_a = word_span{a}.subspan(head, a.size() - head - tail);
    const auto mid_b = word_span{b}.subspan(head, b.size() - head - tail);
    if (mid_a.empty() || mid_b.empty() || !add_shortest(mid_a, mid_b, out)) {
        out.add(where::older, mid_a);
        out.add(where::newer, mid_b);
    }
    out.add(where::both, word_span{a}.last(tail));
    return out.in_order();
}

} // namespace core
