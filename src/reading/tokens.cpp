#include "reading/tokens.hpp"

#include "base/text.hpp"

#include <array>
#include <utility>

namespace reading {

namespace {

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
           (c >= 0x370 && c <= 0x1FFF);
}

bool is_dash(char32_t c) {
    return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

constexpr char32_t soft_hyphen = 0xAD;
constexpr char32_t byte_order_mark = 0xFEFF;

class scanner {
  public:
    explicit scanner(std::u32string_view text) : text_{text} {}

    std::vector<token> run() {
        while (at_ < text_.size()) step();
        return std::move(tokens_);
    }

  private:
    char32_t peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0'; }

    void step() {
        const char32_t c = text_[at_];
        if (c == U'\n' || c == U'\f' || c == U'\t') {
            push(token_kind::line_break, c == U'\t' ? "\t" : "\n", 1);
        } else if (base::is_space(c) || c == soft_hyphen || c == byte_order_mark) {
            spaced_ = spaced_ || c != soft_hyphen;
            ++at_;
        } else if (is_digit(c)) {
            number();
        } else if (is_letter(c)) {
            word();
        } else {
            push(token_kind::mark, is_dash(c) ? "-" : base::to_utf8(text_.substr(at_, 1)), 1);
        }
    }

    void push(token_kind kind, std::string text, std::size_t length) {
        token t;
        t.kind = kind;
        t.text = std::move(text);
        t.spaced = std::exchange(spaced_, kind == token_kind::line_break);
        t.span = {at_, at_ + length};
        at_ += length;
        tokens_.push_back(std::move(t));
    }

    // "1 200", "1.200" (three digits after the point), "2,5".
    void number() {
        const auto begin = at_;
        double value = 0;
        int digits = 0;
        while (at_ < text_.size() && is_digit(text_[at_])) {
            value = value * 10 + static_cast<double>(text_[at_++] - U'0');
            ++digits;
        }
        while (thousands_follow(begin)) {
            ++at_;
            for (int i = 0; i < 3; ++i) value = value * 10 + static_cast<double>(text_[at_++] - U'0');
            digits += 3;
        }
        if (peek(0) == U',' && is_digit(peek(1)) && !is_digit(peek(3))) {
            ++at_;
            for (double scale = 0.1; at_ < text_.size() && is_digit(text_[at_]); scale /= 10, ++digits)
                value += scale * static_cast<double>(text_[at_++] - U'0');
        }
        token t;
        t.kind = token_kind::number;
        t.value = value;
        t.digits = digits;
        t.spaced = std::exchange(spaced_, false);
        t.span = {begin, at_};
        t.text = base::to_utf8(text_.substr(begin, at_ - begin));
        tokens_.push_back(std::move(t));
    }

    // A space (of any width) and exactly three digits, after a group of one to three that is no year.
    bool thousands_follow(std::size_t begin) const {
        const char32_t c = peek(0);
        if (!(c == U' ' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == U'.')) return false;
        if (at_ - begin > 3 && !grouped(begin)) return false;
        return is_digit(peek(1)) && is_digit(peek(2)) && is_digit(peek(3)) && !is_digit(peek(4)) && text_[begin] != U'0';
    }

    bool grouped(std::size_t begin) const {
        for (auto i = begin; i < at_; ++i)
            if (!is_digit(text_[i])) return true;
        return false;
    }

    void word() {
        token t;
        t.kind = token_kind::word;
        t.capital = base::fold_case(text_[at_]) != text_[at_];
        t.spaced = std::exchange(spaced_, false);
        t.span.begin = at_;
        std::u32string folded;
        while (at_ < text_.size()) {
            const char32_t c = text_[at_];
            if (is_letter(c)) {
                folded += base::fold_case(c);
                ++at_;
            } else if (c == soft_hyphen) {
                ++at_;
            } else if (is_dash(c) && is_letter(peek(1))) {
                folded += U'-';
                ++at_;
            } else if (is_dash(c) && cut_word()) {
                continue;
            } else {
                break;
            }
        }
        t.span.end = at_;
        t.text = base::to_utf8(folded);
        tokens_.push_back(std::move(t));
    }

    // "kon-⏎troller": a dash at the line end with a small letter first on the next line, unless that is "och"/"eller"
    // (then the dash stands for a shared ending).
    bool cut_word() {
        std::size_t i = at_ + 1;
        while (i < text_.size() && (text_[i] == U' ' || text_[i] == U'\r')) ++i;
        if (i >= text_.size() || text_[i] != U'\n') return false;
        ++i;
        while (i < text_.size() && text_[i] == U' ') ++i;
        if (i >= text_.size() || !is_letter(text_[i]) || base::fold_case(text_[i]) != text_[i]) return false;
        const auto rest = text_.substr(i, 6);
        if (rest.starts_with(U"och ") || rest.starts_with(U"eller ")) return false;
        at_ = i;
        return true;
    }

    std::u32string_view text_;
    std::size_t at_ = 0;
    bool spaced_ = false;
    std::vector<token> tokens_;
};

struct number_part {
    std::string_view word;
    double value;
};

constexpr std::array<number_part, 39> parts{{
    {"etthundra", 100}, {"hundra", 100},   {"ettusen", 1000}, {"tusen", 1000},  {"tretton", 13}, {"fjorton", 14},
    {"femton", 15},     {"sexton", 16},    {"sjutton", 17},   {"arton", 18},    {"nitton", 19},  {"tjugo", 20},
    {"trettio", 30},    {"fyrtio", 40},    {"femtio", 50},    {"sextio", 60},   {"sjuttio", 70}, {"åttio", 80},
    {"nittio", 90},     {"noll", 0},       {"ett", 1},        {"en", 1},        {"två", 2},      {"tva", 2},
    {"tvenne", 2},      {"tre", 3},        {"fyra", 4},       {"fem", 5},       {"sex", 6},      {"sju", 7},
    {"åtta", 8},        {"atta", 8},       {"nio", 9},        {"tio", 10},      {"elva", 11},    {"tolv", 12},
    {"tjog", 20},       {"bägge", 2},      {"båda", 2},
}};

}

std::vector<token> tokenize(std::u32string_view text) {
    return scanner{text}.run();
}

double number_word(std::string_view folded) {
    double total = 0, group = 0;
    bool any = false;
    while (!folded.empty()) {
        const number_part* best = nullptr;
        for (const auto& part : parts)
            if (folded.starts_with(part.word) && (!best || part.word.size() > best->word.size())) best = &part;
        if (!best) return -1;
        folded.remove_prefix(best->word.size());
        if (best->value == 100)
            group = group == 0 ? 100 : group * 100;
        else if (best->value == 1000) {
            total += group == 0 ? 1000 : group * 1000;
            group = 0;
        } else if (any && group > 0 && group < 20)
            return -1; // "fyratre" is no number
        else
            group += best->value;
        any = true;
    }
    return any ? total + group : -1;
}

}
