#include "reading/tokens.hpp"

#include "base/text.hpp"

#include <array>
#include <utility>

namespace reading {

namespace {

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

constexpr bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) || (c >= 0x370 && c <= 0x1FFF);
}

// What a letter of ASCII is folded to, 0 of what is none: most of a text is read by this alone.
constexpr auto ascii_letters = [] {
    std::array<char, 128> folded{};
    for (char32_t c = 0; c < 128; ++c)
        folded[c] = is_letter(c) ? static_cast<char>(base::fold_case(c)) : '\0';
    return folded;
}();

bool is_dash(char32_t c) { return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212; }

// A dash between words is "to"; only a hyphen joins them.
bool is_hyphen(char32_t c) { return c == U'-' || c == 0x2010 || c == 0x2011; }

bool is_thousands_gap(char32_t c) { return c == U' ' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == U'.'; }

constexpr char32_t soft_hyphen = 0xAD;
constexpr std::size_t most_bytes = 4; // of one code point in UTF-8

class scanner {
  public:
    explicit scanner(std::u32string_view text)
        : text_{text}, letters_{std::make_unique_for_overwrite<char[]>(text.size() * most_bytes + 1)},
          end_{letters_.get()} {
        tokens_.reserve(text.size() / 5 + 4);
    }

    token_list run() {
        while (at_ < text_.size())
            step();
        return {std::move(letters_), std::move(tokens_)};
    }

  private:
    char32_t peek(std::size_t ahead) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : U'\0'; }

    void step() {
        const char32_t c = text_[at_];
        if (c == U'\n' || c == U'\f' || c == U'\t') {
            mark(token_kind::line_break, c == U'\t' ? U'\t' : U'\n');
        } else if (base::is_space(c) || c == soft_hyphen) {
            spaced_ = spaced_ || c != soft_hyphen;
            ++at_;
        } else if (is_digit(c)) {
            number();
        } else if (is_letter(c)) {
            word();
        } else {
            mark(token_kind::mark, is_dash(c) ? U'-' : c);
        }
    }

    void put(char32_t c) {
        if (c < 0x80) {
            *end_++ = static_cast<char>(c);
        } else if (c < 0x800) {
            *end_++ = static_cast<char>(0xC0 | (c >> 6));
            *end_++ = static_cast<char>(0x80 | (c & 0x3F));
        } else {
            for (const char byte : base::to_utf8(std::u32string_view{&c, 1}))
                *end_++ = byte;
        }
    }

    void push(token t, const char* from, std::size_t begin) {
        t.text = {from, static_cast<std::size_t>(end_ - from)};
        t.spaced = std::exchange(spaced_, t.kind == token_kind::line_break);
        t.span = {begin, at_};
        if (tokens_.size() == tokens_.capacity()) make_room();
        tokens_.push_back(t);
    }

    // Text of marks alone has a token a letter: what is left is likely as dense as what is read, so that the tokens are
    // moved once and not at every doubling.
    void make_room() {
        const auto so_far = tokens_.size();
        tokens_.reserve(so_far + so_far / 8 + so_far * (text_.size() - at_) / at_ + 16);
    }

    void mark(token_kind kind, char32_t c) {
        const char* from = end_;
        put(c);
        const auto begin = at_++;
        push({.kind = kind}, from, begin);
    }

    // "1 200", "1.200" (three digits after the point), "2,5".
    void number() {
        const auto begin = at_;
        token t{.kind = token_kind::number};
        while (at_ < text_.size() && is_digit(text_[at_]))
            digit(t);
        const bool may_group = t.digits <= 3 && text_[begin] != U'0';
        while (may_group && thousands_follow()) {
            ++at_;
            for (int i = 0; i < 3; ++i)
                digit(t);
        }
        if (peek(0) == U',' && is_digit(peek(1)) && !is_digit(peek(3))) {
            ++at_;
            for (double scale = 0.1; at_ < text_.size() && is_digit(text_[at_]); scale /= 10, ++t.digits)
                t.value += scale * static_cast<double>(text_[at_++] - U'0');
        }
        const char* from = end_;
        for (auto i = begin; i < at_; ++i)
            put(text_[i]);
        push(t, from, begin);
    }

    void digit(token& t) {
        t.value = t.value * 10 + static_cast<double>(text_[at_++] - U'0');
        ++t.digits;
    }

    // A space (of any width) or a point and exactly three digits.
    bool thousands_follow() const {
        return is_thousands_gap(peek(0)) && is_digit(peek(1)) && is_digit(peek(2)) && is_digit(peek(3)) &&
               !is_digit(peek(4));
    }

    void word() {
        const auto begin = at_;
        const char* from = end_;
        const bool capital = base::fold_case(text_[at_]) != text_[at_];
        while (at_ < text_.size()) {
            take_ascii_letters();
            const char32_t c = peek(0);
            if (is_letter(c)) {
                put(base::fold_case(c));
                ++at_;
            } else if (c == soft_hyphen) {
                ++at_;
            } else if (is_hyphen(c) && is_letter(peek(1))) {
                put(U'-');
                ++at_;
            } else if (!(is_dash(c) && cut_word())) {
                break;
            }
        }
        push({.kind = token_kind::word, .capital = capital}, from, begin);
    }

    // In places of its own, since a letter that is written might else be one of the scanner's numbers.
    void take_ascii_letters() {
        const auto text = text_;
        auto at = at_;
        auto* end = end_;
        for (; at < text.size() && text[at] < ascii_letters.size(); ++at) {
            const char letter = ascii_letters[text[at]];
            if (letter == '\0') break;
            *end++ = letter;
        }
        at_ = at;
        end_ = end;
    }

    // "kon-⏎troller": a dash at the line end with a small letter first on the next line, unless that is "och"/"eller"
    // (then the dash stands for a shared ending).
    bool cut_word() {
        std::size_t i = at_ + 1;
        while (i < text_.size() && (text_[i] == U' ' || text_[i] == U'\r'))
            ++i;
        if (i >= text_.size() || text_[i] != U'\n') return false;
        ++i;
        while (i < text_.size() && text_[i] == U' ')
            ++i;
        if (i >= text_.size() || !is_letter(text_[i]) || base::fold_case(text_[i]) != text_[i]) return false;
        const auto rest = text_.substr(i, 6);
        if (rest.starts_with(U"och ") || rest.starts_with(U"eller ")) return false;
        at_ = i;
        return true;
    }

    std::u32string_view text_;
    std::size_t at_ = 0;
    bool spaced_ = false;
    std::unique_ptr<char[]> letters_;
    char* end_;
    std::vector<token> tokens_;
};

} // namespace

token_list tokenize(std::u32string_view text) { return scanner{text}.run(); }

} // namespace reading
