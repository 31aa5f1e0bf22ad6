// Does the time to read a text grow as the text does? Each hostile text is read once at n and once at 10 n bytes by
// every door of the engine; ten times the text may take at most `most_growth` times as long. A quadratic step
// anywhere gives a hundred. CPU time of this thread, the best of some rounds, so that a busy machine does not count;
// and memory is kept between rounds, so that the kernel's handing out of pages, which a longer text needs more of, does
// not count either.
#include "reading/lint.hpp"
#include "reading/municipalities.hpp"
#include "reading/outcomes.hpp"
#include "reading/read.hpp"

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t short_bytes = 10'000;
constexpr std::size_t times_longer = 10;
constexpr double most_growth = 15;       // eleven at rest; caches and a busy machine take the rest
constexpr double least_seconds = 0.0002; // below this the clock is too coarse to tell
constexpr int rounds = 2;

struct hostile {
    const char* name;
    std::string before, repeated, after; // each "#" of `repeated` becomes another name
};

struct door {
    const char* name;
    std::function<void(std::string_view)> read;
};

const std::vector<hostile>& texts() {
    static const std::vector<hostile> all{
        {"(", "", "(", ""},
        {"( and )", "", "()", ""},
        {"-", "minst ", "-", ""},
        {"- after a word", "a", "-a", ""},
        {"digits", "", "7", ""},
        {"digits apart", "", "7 ", ""},
        {"thousands", "1", " 000", ""},
        {"1+1+1", "1", "+1", " besök"},
        {"1, 2, 3", "", "3, ", ""},
        {"och", "två ", "och ", ""},
        {"a och a", "på ", "Skolan och ", ""},
        {"commas", "minst ", ",", ""},
        {"commas and names", "i ", "Umeå, ", ""},
        {"minst", "", "minst ", ""},
        {"ska", "", "ska ", ""},
        {"minst 2", "", "minst 2 besök ", ""},
        {"per år", "", "per år ", ""},
        {"varje", "", "varje ", ""},
        {"varannan", "", "varannan ", ""},
        {"inte varannan", "vecka ", "varannan men ", ""},
        {"2 (2", "", "två (2", ""},
        {"54 (32", "", "54 (32 + ", ""},
        {"54 ((((", "54 ", "(", ""},
        {"54 besök ((((", "", "54 besök (", ""},
        {"years", "", "2024-2025 ", ""},
        {"dates", "", "1/1 2024 ", ""},
        {"dates to", "", "1 mars till ", ""},
        {"impossible dates", "", "31 juni 2024 ", ""},
        {"two år", "", "två år från 1/1 2024 ", ""},
        {"weekdays", "", "måndag-fredag ", ""},
        {"helst", "minst två", ", helst tre", ""},
        {"line breaks", "", "\n", ""},
        {"lines", "", "minst 2 ggr/år\n", ""},
        {"small lines", "", "två gånger\nper år\n", ""},
        {"tabs", "", "\t", ""},
        {"cells", "", "Vad\tNär\n", ""},
        {"cut words", "", "kon-\n", ""},
        {"dashes and spaces", "a", "- ", ""},
        {"quotes", "", "\"", ""},
        {"colons", "", ": ", ""},
        {"bullets", "", "• minst två besök per månad\n", ""},
        {"brackets nested", "", "(minst två (2) gånger ", ""},
        {"long word", "", "trygghet", ""},
        {"hundra", "", "hundra ", ""},
        {"tvåhundra", "", "tvåhundra", ""},
        {"vardera", "i vardera ", "Kisa och ", ""},
        {"motsvarande", "800 på A ", "och motsvarande antal på B ", ""},
        {"soft hyphens", "a", "\u00AD", "b"},
        {"headings", "", "1. Fokusområde\n", ""},
        {"headings counted", "", "1. Trafik\n\n2. Torg\n\n", ""},
        {"names apart", "", "UMEÅ KOMMUN\n\n", ""},
        {"titles", "", "Kommunalråd, Umeå kommun\n\n", ""},
        {"parties", "Avtal mellan Umeå kommun, Polisen, ", "Aaabolaget, ", "."},
        {"parties apart", "", "Avtal mellan Umeå kommun, Polisen, #, #, #, # och #. Vi lovar att #.\n\n", ""},
        {"pages", "", "Sida 1\f", ""},
        {"prose", "", "Polisen och kommunen lovar att minst två gånger per år besöka skolorna. ", ""},
    };
    return all;
}

// "Aaaa", "Aaab", …
std::string name_of(int n) {
    constexpr int letters = 26;
    std::string name = "aaaa";
    for (auto c = name.rbegin(); c != name.rend(); ++c, n /= letters)
        *c = static_cast<char>('a' + n % letters);
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name;
}

std::string made(const hostile& h, std::size_t bytes) {
    auto text = h.before;
    int names = 0;
    while (text.size() < bytes)
        for (const char c : h.repeated)
            if (c == '#')
                text += name_of(names++);
            else
                text += c;
    return text + h.after;
}

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double best_of(const door& d, const std::string& text) {
    double best = 1e9;
    for (int i = 0; i < rounds; ++i) {
        const double begin = cpu_seconds();
        d.read(text);
        best = std::min(best, cpu_seconds() - begin);
    }
    return best;
}

// Both lengths in turns, so that what else the machine does meets both.
bool grows_as_the_text(const door& d, const hostile& h, bool verbose) {
    const auto small = made(h, short_bytes), large = made(h, short_bytes * times_longer);
    double growth = 0, longest = 0;
    for (int attempt = 0; attempt < rounds; ++attempt) {
        longest = best_of(d, large);
        const double at_n = best_of(d, small);
        growth = longest / std::max(at_n, least_seconds);
        if (growth <= most_growth) break;
    }
    const bool good = growth <= most_growth;
    if (verbose || !good)
        std::printf("%s %-10s %-20s %6.1f × for 10 ×, %8.2f ms for %zu kB\n", good ? "ok " : "BAD", d.name, h.name,
                    growth, longest * 1000, large.size() / 1000);
    return good;
}

} // namespace

int main(int count, char** arguments) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    std::puts("skipped: the sanitizer's own memory takes pages anew at every round, and is what would be measured");
    return 77;
#endif
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, -1);
    setvbuf(stdout, nullptr, _IOLBF, 0);
    const bool verbose = count > 1 && std::strcmp(arguments[1], "-v") == 0;
    reading::document pledge;
    for (const auto* what : {"Besök på skolan", "Minst två kontroller per år", "Umeå och Skolan"}) {
        pledge.plan.emplace_back();
        pledge.plan.back().id = "m" + std::to_string(pledge.plan.size());
        pledge.plan.back().what = what;
    }
    const std::vector<door> doors{
        {"cadence", [](std::string_view t) { reading::read_cadence(t); }},
        {"period", [](std::string_view t) { reading::read_period(t); }},
        {"quantity", [](std::string_view t) { reading::read_quantity(t); }},
        {"document", [](std::string_view t) { reading::read_document(t, reading::all_municipalities()); }},
        {"lint", [](std::string_view t) { reading::lint(t); }},
        {"outcomes", [&](std::string_view t) { reading::find_outcomes(t, pledge); }},
    };
    doors[0].read("minst två gånger per år"); // the lexicon is made at the first reading
    int bad = 0;
    for (const auto& d : doors)
        for (const auto& h : texts())
            bad += !grows_as_the_text(d, h, verbose);
    std::printf("%zu texts by %zu doors, %d grow too fast\n", texts().size(), doors.size(), bad);
    return bad ? 1 : 0;
}
