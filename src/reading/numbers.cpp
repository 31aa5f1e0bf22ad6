#include "reading/tokens.hpp"

#include <array>

namespace reading {

namespace {

struct number_part {
    std::string_view word;
    double value;
};

constexpr auto parts = std::to_array<number_part>({
    {"hundra", 100}, {"tusen", 1000}, {"tretton", 13}, {"fjorton", 14}, {"femton", 15}, {"sexton", 16}, {"sjutton", 17},
    {"arton", 18},   {"nitton", 19},  {"tjugo", 20},   {"trettio", 30}, {"fyrtio", 40}, {"femtio", 50}, {"sextio", 60},
    {"sjuttio", 70}, {"åttio", 80},   {"nittio", 90},  {"noll", 0},     {"ett", 1},     {"en", 1},      {"två", 2},
    {"tva", 2},      {"tvenne", 2},   {"tre", 3},      {"fyra", 4},     {"fem", 5},     {"sex", 6},     {"sju", 7},
    {"åtta", 8},     {"atta", 8},     {"nio", 9},      {"tio", 10},     {"elva", 11},   {"tolv", 12},   {"tjog", 20},
});

// Longer than any number word that a plan would hold; longer words are not tried.
constexpr std::size_t longest_number_word = 60;

} // namespace

double number_word(std::string_view folded) {
    if (folded.size() > longest_number_word) return -1;
    double total = 0, group = 0;
    bool any = false;
    while (!folded.empty()) {
        const number_part* best = nullptr;
        for (const auto& part : parts)
            if (part.word.front() == folded.front() && folded.starts_with(part.word) &&
                (!best || part.word.size() > best->word.size()))
                best = &part;
        if (!best) return -1;
        folded.remove_prefix(best->word.size());
        if (best->value == 100) {
            group = group == 0 ? 100 : group * 100;
        } else if (best->value == 1000) {
            total += group == 0 ? 1000 : group * 1000;
            group = 0;
        } else {
            const double units = group - 100 * static_cast<int>(group / 100);
            // "fyratre" and "tiotvå" are no numbers; "tjugotre" is.
            if (any && units != 0 && (units < 20 || best->value > 9)) return -1;
            group += best->value;
        }
        any = true;
    }
    return any ? total + group : -1;
}

} // namespace reading
