#include "reading/document_assembly.hpp"

#include "reading/document_dates.hpp"
#include "reading/document_questions.hpp"
#include "reading/document_telling.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace reading::doc {

namespace {

placed_text joined(const manuscript& t, const std::vector<range>& parts) {
    placed_text all;
    for (const auto& part : parts) {
        auto one = t.text(part);
        if (one.at.empty()) continue;
        if (!all.text.empty()) {
            all.text += ' ';
            all.at.push_back(one.at.front());
        } else {
            all.span = one.span;
        }
        all.text += one.text;
        all.at.insert(all.at.end(), one.at.begin(), one.at.end());
        all.span = {std::min(all.span.begin, one.span.begin), std::max(all.span.end, one.span.end)};
    }
    return all;
}

class assembler {
  public:
    assembler(const manuscript& text, const findings& found) : t_{text}, f_{found}, alone_{sole_signatory(found)} {}

    draft run() {
        out_.source = t_.utf8();
        head();
        parties();
        grounds();
        areas();
        plan();
        telling();
        signatories();
        ask_about_whole(t_, f_, d_);
        if (t_.is_told()) tell_whole(t_, out_);
        return std::move(out_);
    }

  private:
    void put(std::string pointer, ::reading::span s) {
        if (s.end > s.begin) out_.spans.emplace(std::move(pointer), s);
    }

    void head() {
        d_.title = f_.title.text;
        put("/title", f_.title.span);
        d_.valid = f_.valid.value;
        if (d_.valid.from) put("/valid/from", f_.valid.from);
        if (d_.valid.to) put("/valid/to", f_.valid.to);
        put("/valid/until_replaced", f_.valid.until_replaced);
        put("/valid/extendable", f_.valid.extendable);
        put("/valid", f_.valid.span);
        d_.questions = f_.valid.questions;
        d_.decided = f_.decided.value;
        if (d_.decided) put("/decided", f_.decided.span);
        for (std::size_t i = 0; i < f_.references.size(); ++i) {
            d_.references.push_back(f_.references[i].value);
            put(fmt::format("/references/{}/number", i), f_.references[i].span);
        }
        if (!f_.annex.empty()) {
            d_.annex_to = "cooperation_agreement";
            put("/annex_to", t_.span_of(f_.annex));
        }
        known_.from = d_.valid.from;
        known_.to = d_.valid.to;
    }

    void parties() {
        for (std::size_t i = 0; i < f_.parties.all.size(); ++i) {
            d_.parties.push_back(f_.parties.all[i].value);
            put(fmt::format("/parties/{}/name", i), f_.parties.all[i].span);
            // Whoever was only asked does nothing of what is promised.
            if (d_.parties.back().role != party_role::consulted) known_.parties.push_back(d_.parties.back().name);
        }
    }

    void grounds() {
        for (std::size_t i = 0; i < f_.basis.size(); ++i) {
            d_.basis.push_back(f_.basis[i].value);
            put(fmt::format("/basis/{}", i), f_.basis[i].span);
        }
        for (const auto& aim : f_.aims) {
            put(fmt::format("/aims/{}", d_.aims.size()), t_.span_of(aim));
            d_.aims.push_back(t_.plain(aim));
        }
    }

    // Reads an owner's text; its questions are put at the owner's place in the document.
    cadence_answer read(const placed_text& text, const std::string& owner) { return read(text, owner, known_); }

    cadence_answer read(const placed_text& text, const std::string& owner, const context& known) {
        trace own;
        auto answer = read_cadence(text.text, known, {t_.how().by, t_.is_told() ? &own : nullptr});
        if (t_.is_told()) tell_owner(t_, owner, text, std::move(own));
        for (std::size_t i = 0; i < answer.readings.size(); ++i)
            put(fmt::format("{}/readings/{}/text", owner, i), in_source(text, answer.readings[i].span));
        for (auto& q : answer.questions) {
            if (q.code == question_code::not_measurable) continue; // a pledge or a row asks for itself
            // What the parties do together is no matter of each.
            if ((owner == "/follow_up" || owner == "/feedback") && q.code == question_code::ambiguous_subjects) {
                for (std::size_t i = 0; i < answer.readings.size(); ++i)
                    if (auto& r = answer.readings[i]; q.at == fmt::format("/readings/{}", i))
                        r.measurable = measurable::yes, r.reason.clear();
                continue;
            }
            auto asked = q;
            asked.at = owner + q.at;
            asked.span = in_source(text, q.span);
            d_.questions.push_back(std::move(asked));
        }
        return answer;
    }

    void areas() {
        std::size_t pledges = 0;
        for (const auto& found : f_.areas.all) {
            const auto at = fmt::format("/focus_areas/{}", d_.focus_areas.size());
            focus_area area;
            area.id = fmt::format("f{}", d_.focus_areas.size() + 1);
            if (!found.name.empty()) {
                area.name = base::capitalized(t_.plain(found.name));
                put(at + "/name", t_.span_of(found.name));
            }
            const auto background = joined(t_, found.background);
            area.background = background.text;
            put(at + "/background", background.span);
            for (const auto& p : found.pledges) {
                const auto pledge_at = fmt::format("{}/pledges/{}", at, area.pledges.size());
                area.pledges.push_back(pledge_of(p, pledge_at, ++pledges));
            }
            d_.focus_areas.push_back(std::move(area));
        }
    }

    // Where one party alone signs, what is nobody's by its words is promised by that one; else empty.
    static std::vector<std::string> sole_signatory(const findings& found) {
        const auto& all = found.parties.all;
        const auto signs = [](const auto& party) { return party.value.role == party_role::signatory; };
        return std::count_if(all.begin(), all.end(), signs) == 1 ? found.parties.signing() : std::vector<std::string>{};
    }

    pledge pledge_of(const found_pledge& found, const std::string& at, std::size_t number) {
        const auto text = t_.text(found.words);
        pledge p;
        p.id = fmt::format("p{}", number);
        p.text = text.text;
        p.by = found.by.empty() ? alone_ : found.by;
        p.modality = found.modality;
        put(at + "/text", text.span);
        if (!p.by.empty()) put(at + "/by", text.span);
        auto answer = read(text, at);
        ask_if_not_measurable(answer, at, p.text, text.span, d_);
        p.readings = std::move(answer.readings);
        return p;
    }

    void plan() {
        std::vector<range> names;
        for (const auto& a : f_.areas.all)
            names.push_back(a.name);
        const area_index index{t_, names};
        area_linker linker{t_, index, d_};
        for (const auto& found : f_.plan.rows) {
            const auto at = fmt::format("/plan/{}", d_.plan.size());
            plan_row row;
            row.id = fmt::format("m{}", d_.plan.size() + 1);
            row.area = cell(found.area, at + "/area");
            row.what = cell(found.what, at + "/what");
            row.when = cell(found.when, at + "/when");
            list(found.with, at + "/with", row.with);
            list(found.responsible, at + "/responsible", row.responsible);
            list(found.follow_up, at + "/follow_up", row.follow_up);
            row.focus_area = linker.link(found.area, found.heading, at);
            row_readings(found, row, at);
            d_.plan.push_back(std::move(row));
        }
    }

    std::string cell(range words, std::string at) {
        put(std::move(at), t_.span_of(words));
        return t_.plain(words);
    }

    void list(const std::vector<range>& items, const std::string& at, std::vector<std::string>& into) {
        for (const auto& item : items) {
            put(fmt::format("{}/{}", at, into.size()), t_.span_of(item));
            into.push_back(t_.plain(item));
        }
    }

    // "Handlingsplan 2024": what a row's "Q2" means.
    context known_under(range heading) const {
        auto known = known_;
        for (auto i = heading.first; i < heading.last; ++i) {
            if (!is_lone_year(t_, i, heading)) continue;
            const int year = static_cast<int>(t_[i].value);
            const auto first = base::first_of_year(year), last = base::last_of_year(year);
            const bool within = (!known.from || *known.from <= last) && (!known.to || *known.to >= first);
            if (!within) break;
            known.from = known.from ? std::max(*known.from, first) : first;
            known.to = known.to ? std::min(*known.to, last) : last;
        }
        return known;
    }

    // Where "När" is empty the action itself may say how often.
    void row_readings(const found_row& found, plan_row& row, const std::string& at) {
        const auto when = t_.text(found.when.empty() ? found.what : found.when);
        const auto known = known_under(found.heading);
        auto answer = read(when, at, known);
        ask_where(found, answer, at, known);
        ask_if_not_measurable(answer, at, row.what, when.span, d_);
        row.readings = std::move(answer.readings);
    }

    // "Minst en gång i månaden" of "Polisbuss i Norrby och Söderby": once in each, or once in all?
    void ask_where(const found_row& found, cadence_answer& answer, const std::string& at, const context& known) {
        if (found.when.empty() || answer.readings.size() != 1) return;
        auto& reading = answer.readings.front();
        if (!reading.count || reading.per || reading.measurable != measurable::yes) return;
        auto both = read_cadence(t_.plain(found.when) + ", " + t_.plain(found.what), known, {t_.how().by, nullptr});
        for (auto& q : both.questions) {
            if (q.code != question_code::ambiguous_subjects || !names_places(q)) continue;
            q.at = at + q.at;
            q.span = t_.span_of(found.what);
            d_.questions.push_back(std::move(q));
            reading.measurable = both.readings.front().measurable;
            reading.reason = both.readings.front().reason;
            return;
        }
    }

    static bool names_places(const question& q) {
        for (const auto& option : q.options)
            if (const auto* among = std::get_if<subjects>(&option.value))
                return std::all_of(among->members.begin(), among->members.end(),
                                   [](const std::string& m) { return base::capitalized(m) == m; });
        return false;
    }

    void telling() {
        if (const auto text = joined(t_, f_.follow_up.text); !text.text.empty()) {
            d_.follow_up.text = text.text;
            put("/follow_up/text", text.span);
            d_.follow_up.readings = read(text, "/follow_up").readings;
        }
        for (const auto& forum : f_.follow_up.fora) {
            auto name = t_.plain(forum);
            auto& fora = d_.follow_up.fora;
            if (std::any_of(fora.begin(), fora.end(),
                            [&](const std::string& f) { return base::lower(f) == base::lower(name); }))
                continue;
            put(fmt::format("/follow_up/fora/{}", fora.size()), t_.span_of(forum));
            fora.push_back(std::move(name));
        }
        if (const auto text = joined(t_, f_.feedback.text); !text.text.empty()) {
            d_.feedback.text = text.text;
            put("/feedback/text", text.span);
            d_.feedback.readings = read(text, "/feedback").readings;
        }
        for (const auto& [channel, words] : f_.feedback.channels) {
            put(fmt::format("/feedback/channels/{}", d_.feedback.channels.size()), t_.span_of(words));
            d_.feedback.channels.push_back(channel);
        }
    }

    void signatories() {
        for (const auto& s : f_.signed_by) {
            const auto at = fmt::format("/signatories/{}", d_.signatories.size());
            if (!s.value.name.empty()) put(at + "/name", s.name);
            put(at + "/title", s.title);
            if (s.value.party) put(at + "/party", s.party.empty() ? s.title : t_.span_of(s.party));
            d_.signatories.push_back(s.value);
        }
    }

    const manuscript& t_;
    const findings& f_;
    const std::vector<std::string> alone_; // whoever signs alone
    draft out_;
    document& d_ = out_.document;
    context known_;
};

} // namespace

draft assemble(const manuscript& text, const findings& found) { return assembler{text, found}.run(); }

} // namespace reading::doc
