#include "app/explain.hpp"

#include "app/first_words.hpp"
#include "base/text.hpp"
#include "reading/summary.hpp"

#include <algorithm>
#include <ostream>

namespace app {
namespace {

constexpr std::string_view step = "    ";

class explainer {
  public:
    explicit explainer(program& p) : p_{p} {}

    void readings(const std::vector<std::string>& all, const reading::trace& how, const std::u32string& text) {
        for (const auto& r : how.readings) {
            const auto number = static_cast<std::int64_t>(r.number + 1);
            p_.out << "  "
                   << p_.say({"explain.reading",
                              {{"n", number}, {"what", r.number < all.size() ? all[r.number] : std::string{}}}})
                   << '\n';
            if (!r.rule.empty()) p_.out << step << rule(r.rule) << '\n';
            for (const auto more : r.more)
                p_.out << step << p_.say({"explain.then", {{"rule", rule(more)}}}) << '\n';
            from(r.from, text);
        }
        for (const auto& l : how.left_out) {
            const auto said = base::to_utf8(text.substr(l.span.begin, l.span.end - l.span.begin));
            p_.out << "  " << p_.say({"explain.left_out", {{"text", said}}}) << '\n';
            if (!l.rule.empty()) p_.out << step << rule(l.rule) << '\n';
            from(l.from, text);
        }
        if (how.readings.empty() && how.left_out.empty()) p_.out << "  " << p_.say("explain.nothing") << '\n';
    }

    void words(const std::vector<reading::traced_word>& all) {
        std::size_t widest = 0;
        for (const auto& w : all)
            widest = std::max(widest, base::count_code_points(w.text));
        for (const auto& w : all) {
            const std::string pad(widest - base::count_code_points(w.text) + 2, ' ');
            p_.out << step << step << one_line(w.text) << pad << what(w) << '\n';
        }
    }

    std::string rule(std::string_view name) const {
        return std::string{name} + ": " + p_.say("explain.rule_" + std::string{name});
    }

  private:
    static std::string one_line(std::string text) {
        std::replace(text.begin(), text.end(), '\n', ' ');
        std::replace(text.begin(), text.end(), '\t', ' ');
        return text;
    }

    void from(const std::vector<reading::traced_rule>& all, const std::u32string& text) {
        for (const auto& r : all) {
            const auto said = base::to_utf8(text.substr(r.span.begin, r.span.end - r.span.begin));
            p_.out << step << "”" << one_line(said) << "” " << rule(r.rule) << '\n';
            words(r.words);
        }
    }

    std::string what(const reading::traced_word& w) const {
        if (w.entries.empty()) return p_.say("explain.word_" + std::string{w.what});
        std::string out;
        for (const auto& e : w.entries) {
            out += out.empty() ? "" : " · ";
            out += std::string{e.kind} + (e.value.empty() ? "" : " " + std::string{e.value});
            if (e.file.empty()) continue;
            out += " (" + std::string{e.file} + ":" + std::to_string(e.line);
            out += base::lower(w.text) == e.form ? ")" : ", " + std::string{e.form} + ")";
        }
        if (w.misspelt) out += " · " + p_.say("explain.misspelt");
        return out;
    }

    program& p_;
};

std::string words_of(const std::u32string& source, reading::span s) {
    return first_words(base::to_utf8(source.substr(s.begin, s.end - s.begin)));
}

// Where an owner's words stand in the draft.
std::string words_at(const std::string& owner) {
    if (owner == "/valid") return owner;
    return owner + (owner.starts_with("/plan") ? "/what" : "/text");
}

const std::vector<reading::reading>* readings_at(const reading::document& d, const std::string& at) {
    for (std::size_t i = 0; i < d.focus_areas.size(); ++i)
        for (std::size_t j = 0; j < d.focus_areas[i].pledges.size(); ++j)
            if (at == "/focus_areas/" + std::to_string(i) + "/pledges/" + std::to_string(j))
                return &d.focus_areas[i].pledges[j].readings;
    for (std::size_t i = 0; i < d.plan.size(); ++i)
        if (at == "/plan/" + std::to_string(i)) return &d.plan[i].readings;
    if (at == "/follow_up") return &d.follow_up.readings;
    return at == "/feedback" ? &d.feedback.readings : nullptr;
}

} // namespace

void explain(program& p, const std::string& text, const std::vector<std::string>& readings, const reading::trace& how) {
    p.out << text << '\n';
    explainer{p}.readings(readings, how, base::to_utf32(text));
}

void explain(program& p, const reading::draft& draft, const reading::trace& how) {
    const auto source = base::to_utf32(draft.source);
    explainer say{p};
    for (const auto& part : how.parts) {
        p.out << words_of(source, part.span) << '\n'
              << "  " << say.rule(part.rule) << (part.value.empty() ? "" : " → " + part.value) << '\n';
        say.words(part.words);
    }
    for (const auto& owner : how.owners) {
        const auto at = draft.spans.find(words_at(owner.at));
        p.out << '\n'
              << owner.at << "  " << (at == draft.spans.end() ? std::string{} : words_of(source, at->second)) << '\n';
        std::vector<std::string> short_ones;
        if (const auto* all = readings_at(draft.document, owner.at))
            for (const auto& r : *all)
                short_ones.push_back(reading::summary(r));
        if (owner.at == "/valid") short_ones.push_back(reading::summary(draft.document.valid));
        say.readings(short_ones, owner.how, source);
    }
}

} // namespace app
