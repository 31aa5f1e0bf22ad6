#include "reading/document_telling.hpp"

#include "base/text.hpp"
#include "reading/names.hpp"
#include "reading/read.hpp"
#include "reading/summary.hpp"

#include <fmt/format.h>

#include <vector>

namespace reading::doc {
namespace {

const std::vector<tag> of_titles{tag::document_noun, tag::pledge_noun, tag::agreement, tag::annex};
const std::vector<tag> of_days{tag::decided_label, tag::date_label, tag::registration, tag::month};
const std::vector<tag> of_parties{tag::police, tag::police_area, tag::police_body, tag::municipal, tag::municipal_body,
                                  tag::region, tag::company,     tag::association, tag::agency};
const std::vector<tag> of_grounds{tag::basis_survey,     tag::basis_web,     tag::basis_dialogue, tag::basis_staff,
                                  tag::basis_statistics, tag::basis_picture, tag::basis_council,  tag::basis_walk,
                                  tag::basis_talk,       tag::council_of};
const std::vector<tag> of_fora{tag::forum, tag::basis_council, tag::council_of};
const std::vector<tag> of_channels{
    tag::channel_web,   tag::channel_police_site, tag::channel_social,  tag::social,       tag::media_word,
    tag::channel_press, tag::channel_household,   tag::channel_meeting, tag::channel_other};
const std::vector<tag> of_signers{tag::police_title, tag::municipal_title, tag::title_word};

class teller {
  public:
    teller(const manuscript& text, const draft& read) : t_{text}, read_{read} {}

    void run() const {
        const auto& d = read_.document;
        tell("/title", rule::title, d.title, of_titles);
        validity();
        if (d.decided) tell("/decided", rule::decided, base::to_iso(*d.decided), of_days);
        each(
            "/references", d.references, "/number", rule::registration, [](const auto& r) { return r.number; },
            of_days);
        if (d.annex_to) tell("/annex_to", rule::annex, *d.annex_to, of_titles);
        each(
            "/parties", d.parties, "/name", rule::party,
            [](const party& p) { return fmt::format("{} ({}, {})", p.name, name(p.kind), name(p.role)); }, of_parties);
        each(
            "/basis", d.basis, "", rule::basis,
            [](const auto& b) { return std::string{name(b.kind)} + (b.year ? fmt::format(" {}", *b.year) : ""); },
            of_grounds);
        each("/aims", d.aims, "", rule::aim, [](const auto&) { return std::string{}; }, {});
        each(
            "/follow_up/fora", d.follow_up.fora, "", rule::forum, [](const auto& f) { return f; }, of_fora);
        each(
            "/feedback/channels", d.feedback.channels, "", rule::channel, [](auto c) { return std::string{name(c)}; },
            of_channels);
        each(
            "/signatories", d.signatories, "/title", rule::signatory,
            [](const auto& s) { return s.party.value_or(""); }, of_signers);
    }

  private:
    const ::reading::span* place(const std::string& pointer) const {
        const auto at = read_.spans.find(pointer);
        return at == read_.spans.end() ? nullptr : &at->second;
    }

    void tell(const std::string& pointer, rule by, std::string_view value, const std::vector<tag>& decided) const {
        if (const auto* at = place(pointer)) t_.tell(by, value, t_.range_of(*at), decided);
    }

    template <class T, class Value>
    void each(std::string_view list, const std::vector<T>& all, std::string_view field, rule by, Value value,
              const std::vector<tag>& decided) const {
        for (std::size_t i = 0; i < all.size(); ++i)
            tell(fmt::format("{}/{}{}", list, i, field), by, value(all[i]), decided);
    }

    // Read once more by itself, for the rules of its grammar.
    void validity() const {
        const auto* at = place("/valid");
        if (!at) return;
        const auto text = t_.text(t_.range_of(*at));
        trace own;
        read_period(text.text, {}, {t_.how().by, &own});
        tell_owner(t_, "/valid", text, std::move(own));
    }

    const manuscript& t_;
    const draft& read_;
};

} // namespace

void tell_owner(const manuscript& text, std::string at, const placed_text& words, trace own) {
    const auto place = [&](std::vector<traced_rule>& all) {
        for (auto& r : all) {
            r.span = in_source(words, r.span);
            for (auto& w : r.words)
                w.span = in_source(words, w.span);
        }
    };
    for (auto& r : own.readings)
        place(r.from);
    for (auto& l : own.left_out) {
        l.span = in_source(words, l.span);
        place(l.from);
    }
    text.how().told->owners.push_back({std::move(at), std::move(own)});
}

void tell_whole(const manuscript& text, const draft& read) { teller{text, read}.run(); }

} // namespace reading::doc
