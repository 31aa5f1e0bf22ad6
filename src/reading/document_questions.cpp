#include "reading/document_questions.hpp"

#include "reading/document_pledge_count.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace reading::doc {

namespace {

constexpr std::size_t quoted = 160; // bytes of a text that a question repeats
constexpr std::size_t most_owner_questions = 3;
constexpr std::size_t most_counted = 4; // words from a number to its parts

std::string quote(const std::string& text) {
    if (text.size() <= quoted) return "”" + text + "”";
    auto end = text.rfind(' ', quoted);
    return "”" + text.substr(0, end == std::string::npos ? 0 : end) + " …”";
}

// Another sentence follows it.
std::string quoted_as_sentence(const std::string& text) {
    return quote(text) + (text.size() <= quoted && text.ends_with('.') ? "" : ".");
}

question ask(question_code code, std::string at, std::string message, ::reading::span where = {}) {
    return {code, std::move(at), std::move(message), {}, where};
}

void ask_about_owners(const findings& f, document& d) {
    std::vector<question> open;
    for (std::size_t a = 0; a < d.focus_areas.size(); ++a)
        for (std::size_t p = 0; p < d.focus_areas[a].pledges.size(); ++p) {
            const auto& pledge = d.focus_areas[a].pledges[p];
            if (pledge.by.empty())
                open.push_back(
                    ask(question_code::no_owner, fmt::format("/focus_areas/{}/pledges/{}/by", a, p),
                        "Texten säger inte vem som lovar: " + quoted_as_sentence(pledge.text) + " Vem gör det?"));
        }
    for (std::size_t r = 0; r < d.plan.size(); ++r)
        if (f.plan.has_responsible && d.plan[r].responsible.empty())
            open.push_back(
                ask(question_code::no_owner, fmt::format("/plan/{}/responsible", r),
                    "Raden säger inte vem som ansvarar: " + quoted_as_sentence(d.plan[r].what) + " Vem gör det?"));
    if (open.size() > most_owner_questions) {
        const auto n = open.size();
        open.resize(1);
        open.front().message += fmt::format(" Detsamma gäller {} andra löften eller åtgärder.", n - 1);
    }
    for (auto& q : open) {
        for (const auto& p : d.parties)
            q.options.push_back({p.name, p.name});
        d.questions.push_back(std::move(q));
    }
}

void ask_about_count(const manuscript& t, const findings& f, document& d) {
    const auto count = count_pledges(t, f.doc);
    if (f.areas.announced == 0 && count.announced != 0 && count.announced != count.numbered)
        d.questions.push_back(ask(question_code::count_mismatch, "/focus_areas",
                                  fmt::format("Texten talar om {} löften ({}), men {} har nummer. Saknas något, eller "
                                              "är talet fel?",
                                              count.announced, quote(t.plain(count.announcement)), count.numbered),
                                  t.span_of(count.announcement)));
    const auto announced = f.areas.announced;
    const auto listed = d.focus_areas.size();
    if (announced == 0 || listed == 0 || static_cast<std::size_t>(announced) == listed) return;
    if (listed == 1 && !d.focus_areas.front().name) return;
    d.questions.push_back(
        ask(question_code::count_mismatch, "/focus_areas",
            fmt::format("Texten talar om {} områden ({}), men {} går att hitta. Saknas något, eller är talet fel?",
                        announced, quote(t.plain(f.areas.announcement)), listed),
            t.span_of(f.areas.announcement)));
}

void ask_about_foreign(const manuscript& t, const findings& f, document& d) {
    for (const auto& m : f.parties.foreign) {
        auto q = ask(question_code::foreign_municipality, "/parties",
                     "Texten nämner " + quote(t.plain(m.words)) +
                         ", som inte är part. Är namnet rätt, eller har det följt med från ett annat dokument?",
                     t.span_of(m.words));
        q.options.push_back({"Namnet är rätt, lämna texten som den är", {}});
        d.questions.push_back(std::move(q));
    }
}

// "Det blev 52 kontroller (30 + 20)" in what tells how it went; a promise is asked about by its own.
void ask_about_parts(const manuscript& t, const findings& f, document& d) {
    std::vector<::reading::span> asked;
    for (const auto& q : d.questions)
        if (q.code == question_code::parts_disagree) asked.push_back(q.span);
    std::sort(asked.begin(), asked.end(), [](auto a, auto b) { return a.begin < b.begin; });
    const auto is_asked = [&](::reading::span s) {
        const auto after = std::partition_point(asked.begin(), asked.end(), [&](auto a) { return a.begin < s.end; });
        return after != asked.begin() && std::prev(after)->end > s.begin;
    };
    for (const auto& s : f.doc.sentences)
        for (auto i = s.words.first + 1; i + 4 < s.words.last; ++i) {
            if (!t.is(i, "(") || !t.is_number(i + 1) || !t.is(i + 2, "+")) continue;
            auto total = i;
            while (total > s.words.first && i - total < most_counted && !t.is_number(total))
                --total;
            double parts = t[i + 1].value;
            auto end = i + 2;
            for (; end + 1 < s.words.last && t.is(end, "+") && t.is_number(end + 1); end += 2)
                parts += t[end + 1].value;
            const auto where = t.span_of({total, std::min(end + 1, s.words.last)});
            if (!t.is_number(total) || !t.is(end, ")") || t[total].value == parts || is_asked(where)) continue;
            d.questions.push_back(
                ask(question_code::parts_disagree, "/source/text",
                    "Delarna i " + quote(t.plain({total, end + 1})) + " blir inte summan. Vilket tal gäller?", where));
        }
}

bool plan_tells_follow_up(const document& d) {
    return std::any_of(d.plan.begin(), d.plan.end(), [](const plan_row& r) { return !r.follow_up.empty(); });
}

} // namespace

void ask_if_not_measurable(const cadence_answer& answer, const std::string& at, const std::string& text,
                           ::reading::span where, document& into) {
    if (answer.measurable == measurable::yes && !answer.readings.empty()) return;
    if (answer.measurable == measurable::ask) return;
    const bool counted = std::any_of(answer.readings.begin(), answer.readings.end(),
                                     [](const reading& r) { return r.count.has_value() || r.deadline || r.within; });
    if (answer.measurable == measurable::partly && counted) return;
    const std::string why = answer.reason.empty() ? "det står varken hur mycket eller hur ofta" : answer.reason;
    auto q = ask(question_code::not_measurable, at, quote(text) + " går inte att räkna: " + why + ".", where);
    q.options.push_back({"Lämna det så, och visa att det inte kan bedömas", {}});
    into.questions.push_back(std::move(q));
}

std::optional<std::string> area_linker::link(range area, range heading, const std::string& row) {
    const auto name = text_.plain(area);
    const auto key = name + '\n' + text_.plain(heading);
    if (const auto at = known_.find(key); at != known_.end()) return at->second;
    auto& id = known_[key];
    auto best = index_.best(text_, area);
    // The table of an area's own need not name it.
    if (!best && index_.candidates(text_, area).empty()) best = index_.best(text_, heading);
    if (best) id = document_.focus_areas[*best].id;
    const auto& all = document_.focus_areas;
    const bool named = std::any_of(all.begin(), all.end(), [](const focus_area& f) { return f.name.has_value(); });
    if (!id && named && !area.empty()) ask(area, row, name);
    return id;
}

// Nobody chooses among more, and each row of a hostile plan would offer every area.
constexpr std::size_t most_offered = 40;

void area_linker::ask(range area, const std::string& row, const std::string& name) {
    const auto candidates = index_.candidates(text_, area);
    question q;
    q.code = question_code::plan_area_unlinked;
    q.at = row + "/focus_area";
    q.span = text_.span_of(area);
    q.message = "Planens område " + quote(name) +
                (candidates.empty() ? " nämner inget av fokusområdena. Vilket hör det till?"
                                    : " passar flera fokusområden. Vilket hör det till?");
    for (std::size_t i = 0; i < document_.focus_areas.size() && q.options.size() < most_offered; ++i) {
        const bool offered =
            candidates.empty() || std::find(candidates.begin(), candidates.end(), i) != candidates.end();
        const auto& f = document_.focus_areas[i];
        if (offered && f.name) q.options.push_back({*f.name, f.id});
    }
    q.options.push_back({"Inget av dem", {}});
    document_.questions.push_back(std::move(q));
}

void ask_about_whole(const manuscript& text, const findings& f, document& d) {
    if (f.decided.impossible)
        d.questions.push_back(ask(question_code::impossible_date, "/decided",
                                  "Dagen som dokumentet är daterat finns inte i kalendern. Vilken dag är rätt?",
                                  f.decided.span));
    if (f.decided.other_weekday)
        d.questions.push_back(ask(question_code::weekday_mismatch, "/decided",
                                  "Dokumentets dag och veckodagen framför den stämmer inte överens. Vilket är rätt?",
                                  f.decided.span));
    ask_about_count(text, f, d);
    ask_about_foreign(text, f, d);
    ask_about_parts(text, f, d);
    ask_about_owners(f, d);
    if (!d.follow_up.text && !plan_tells_follow_up(d))
        d.questions.push_back(ask(question_code::no_follow_up, "/follow_up",
                                  "Dokumentet säger inte hur och när löftena följs upp. Hur ska det gå till?"));
    if (!d.feedback.text)
        d.questions.push_back(ask(question_code::no_feedback, "/feedback",
                                  "Dokumentet säger inte hur invånarna får veta hur det går. Hur ska det gå till?"));
}

} // namespace reading::doc
