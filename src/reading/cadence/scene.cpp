#include "reading/cadence/compose.hpp"

#include "base/text.hpp"

namespace reading::cadence {

::reading::span scene::span_of(std::uint32_t first_atom, std::uint32_t end_atom) const {
    const auto& last = sentence.atoms[end_atom - 1];
    // "per år." is known with its point, which here may be the sentence's
    const bool pointed = end_atom == sentence.end && last.end > last.begin + 1 && tokens[last.end - 1].text == ".";
    return {tokens[sentence.atoms[first_atom].begin].span.begin, tokens[last.end - (pointed ? 2 : 1)].span.end};
}

std::string scene::text_of(::reading::span s) const { return base::to_utf8(text.substr(s.begin, s.end - s.begin)); }

void scene::add(reading r, std::uint32_t first_atom, std::uint32_t end_atom) const {
    r.span = span_of(first_atom, end_atom);
    r.text = text_of(r.span);
    answer.readings.push_back(std::move(r));
}

void scene::ask(question_code code, std::string message, std::vector<question_option> options,
                ::reading::span where) const {
    answer.questions.push_back(
        {code, "/readings/" + std::to_string(answer.readings.size()), std::move(message), std::move(options), where});
}

std::string without_breaks(const std::string& noun) {
    constexpr char32_t soft_hyphen = 0xAD;
    std::u32string out;
    const auto wide = base::to_utf32(noun);
    for (std::size_t i = 0; i < wide.size(); ++i) {
        if (wide[i] == soft_hyphen) continue;
        std::size_t next = i + 1;
        while (next < wide.size() && base::is_space(wide[next]))
            ++next;
        const bool cut = wide[i] == U'-' && wide.find(U'\n', i) < next;
        if (cut)
            i = next - 1;
        else
            out.push_back(wide[i]);
    }
    return base::to_utf8(out);
}

} // namespace reading::cadence
