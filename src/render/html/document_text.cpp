#include "render/html/document_text.hpp"

#include "core/words.hpp"
#include "render/html/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace render::html {
namespace {

namespace rd = ::reading;

// Fields with a heading each, those that hold nothing left out.
class field_list {
  public:
    field_list(const page_context& c, const std::string& lang) : c_{c}, lang_{lang} {}

    // The document's own words.
    field_list& own(std::string_view head, const std::string& text) { return add(head, text, lang_); }
    field_list& own(std::string_view head, const std::vector<std::string>& texts) {
        return texts.empty() ? *this : own(head, c_.say.list(texts));
    }
    field_list& said(std::string_view head, const std::string& text) { return add(head, text, {}); }
    std::vector<view> take() { return std::move(fields_); }

  private:
    field_list& add(std::string_view head, const std::string& text, const std::string& lang) {
        if (!text.empty())
            fields_.push_back(std::move(view{}.text("head", c_.say(head)).text("text", text).text("text_lang", lang)));
        return *this;
    }

    const page_context& c_;
    const std::string& lang_;
    std::vector<view> fields_;
};

std::string life_words(const page_context& c, const rd::lifetime& life) {
    std::string words;
    if (life.from && life.to)
        words = c.say(say("difference.from_until", {{"from", *life.from}, {"to", *life.to}}));
    else if (life.from)
        words = c.say(say("difference.from", {{"day", *life.from}}));
    else if (life.to)
        words = c.say(say("difference.until", {{"day", *life.to}}));
    if (life.replaces) words += " " + c.say(say("difference.replaces", {{"id", *life.replaces}}));
    if (life.ended) {
        words += " " + c.say("feeds.reason_" + std::string{core::name(life.ended->reason)});
        words += life.ended->text.empty() ? "." : ": " + life.ended->text;
    }
    return words;
}

view pledge_view(const page_context& c, const rd::pledge& p, const std::string& lang) {
    view v;
    v.text("id", p.id).text("text", p.text).text("text_lang", lang);
    return std::move(v.text("by", by_words(c, p.by)).text("life", life_words(c, p.life)));
}

view row_view(const page_context& c, const rd::document& d, const rd::plan_row& r, const std::string& lang) {
    const auto area = std::find_if(d.focus_areas.begin(), d.focus_areas.end(),
                                   [&](const rd::focus_area& a) { return r.focus_area == a.id; });
    view v;
    v.text("id", r.id).text("what", r.what.empty() ? r.area : r.what).text("text_lang", lang);
    v.text("life", life_words(c, r.life));
    v.list("fields",
           field_list{c, lang}
               .own("difference.field_area", area == d.focus_areas.end() ? r.area : area->name.value_or(r.area))
               .own("difference.field_when", r.when)
               .own("difference.field_with", r.with)
               .own("difference.field_responsible", r.responsible)
               .own("difference.field_follow_up", r.follow_up)
               .take());
    return v;
}

} // namespace

void add_document_text(const page_context& c, const rd::document& d, const std::string& lang, view& v) {
    std::vector<std::string> parties, references, basis, signed_by;
    for (const auto& p : d.parties)
        parties.push_back(p.name);
    for (const auto& r : d.references)
        references.push_back(r.party ? fmt::format("{} ({})", r.number, *r.party) : r.number);
    for (const auto& b : d.basis)
        basis.push_back(basis_words(c, b));
    for (const auto& s : d.signatories)
        signed_by.push_back(s.title.empty() ? s.name : fmt::format("{}, {}", s.name, s.title));
    const auto valid = valid_words(c, d);
    v.text("text_title", d.title).text("text_lang", lang);
    v.list("cover", field_list{c, lang}
                        .said("difference.field_valid", valid.main)
                        .said("difference.field_decided", d.decided ? c.say.date(*d.decided) : std::string{})
                        .own("difference.field_references", references)
                        .own("difference.field_parties", parties)
                        .said("difference.field_basis", basis.empty() ? std::string{} : c.say.list(basis))
                        .own("difference.field_signatories", signed_by)
                        .take());
    v.flag("text_has_aims", !d.aims.empty()).texts("text_aims", d.aims);
    std::vector<view> areas, rows;
    for (const auto& a : d.focus_areas) {
        std::vector<view> pledges;
        for (const auto& p : a.pledges)
            pledges.push_back(pledge_view(c, p, lang));
        const bool has_pledges = !pledges.empty();
        areas.push_back(std::move(view{}
                                      .text("area", a.name.value_or(c.say("web.area_unnamed")))
                                      .text("background", a.background)
                                      .text("text_lang", lang)
                                      .flag("has_pledges", has_pledges)
                                      .list("pledges", std::move(pledges))));
    }
    for (const auto& r : d.plan)
        rows.push_back(row_view(c, d, r, lang));
    v.list("text_areas", std::move(areas));
    v.flag("text_has_plan", !rows.empty()).list("text_rows", std::move(rows));
    v.text("text_follow_up", d.follow_up.text.value_or("")).text("text_feedback", d.feedback.text.value_or(""));
}

} // namespace render::html
