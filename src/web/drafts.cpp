#include "core/document_rules.hpp"
#include "core/draft.hpp"
#include "http/form.hpp"
#include "http/multipart.hpp"
#include "store/draft.hpp"
#include "store/party.hpp"
#include "web/bring_in.hpp"
#include "web/draft_access.hpp"
#include "web/draft_pages.hpp"
#include "web/form_parts.hpp"

#include <algorithm>
#include <set>

// The list of what is worked on, and bringing in more.
namespace web {
namespace {

http::response drafts_page(const signed_in& who, render::drafts_view view, int status = 200) {
    auto reader = who.at.on.database.read();
    std::set<std::string> seen;
    for (const auto& o : organisations_to(who, core::act::see_internal))
        for (auto& d : store::drafts_of(reader, o.id))
            if (seen.insert(d.slug).second)
                view.drafts.push_back(
                    {d.slug, std::move(d.title), d.in_review, d.status == core::status::published, d.changed_at});
    std::stable_sort(view.drafts.begin(), view.drafts.end(),
                     [](const auto& a, const auto& b) { return a.changed_at > b.changed_at; });
    view.may_begin = organisations_to(who, core::act::import_document);
    for (const auto& o : view.may_begin)
        for (auto& p : store::parties_of_organisation(reader, o.id))
            if (seen.insert(p.slug).second) view.published.emplace_back(p.slug, std::move(p.title));
    return private_page(who.at, render::drafts_page(who.context(), view), status);
}

// A document that somebody begins to write: their own organisation is its first party.
reading::document from_nothing(const core::organisation& o, const base::translator& say) {
    reading::document d;
    d.title = say("draft.new_title");
    d.parties = {
        {.name = o.name, .kind = o.kind, .code = o.code, .role = reading::party_role::signatory, .contact = {}}};
    return d;
}

} // namespace

http::response drafts_show(const signed_in& who) { return drafts_page(who, {}); }

http::response draft_begin(const signed_in& who, const http::sent_form& form) {
    render::drafts_view view;
    view.pasted = typed(form.values, "text");
    const auto again = [&](base::problem p) {
        if (p.field != "fil" && p.field != "text") p.field = view.pasted.empty() ? "fil" : "text";
        view.notice.problem = std::move(p);
        return drafts_page(who, view, 422);
    };
    const auto id = whole_number(typed(form.values, "organisation"));
    const auto mine = organisations_to(who, core::act::import_document);
    const auto found = std::find_if(mine.begin(), mine.end(), [&](const auto& o) { return id && o.id.value == *id; });
    if (found == mine.end()) return who.problem(403, {"account.forbidden", {}});
    store::new_draft draft{{}, std::nullopt, found->id};
    if (typed(form.values, "gor") == "tomt") {
        draft.document = from_nothing(*found, who.frame.say);
    } else {
        auto read = bring_in_sent(form, view.pasted);
        if (!read) return again(read.error());
        if (const auto fit = core::check_for_draft(read->draft.document); !fit) return again(fit.error());
        if (!read->draft.source.empty())
            draft.source =
                core::draft_source{read->name, std::move(read->draft.source), std::move(read->draft.spans), {}};
        if (draft.source)
            for (const auto& w : read->warnings)
                draft.source->warnings.push_back(who.frame.say(w));
        draft.document = std::move(read->draft.document);
    }
    std::string slug;
    who.at.on.database.write([&](db::transaction& t) {
        auto before = store::begun_before(t, draft, who.holder());
        slug = before ? *std::move(before) : store::add_draft(t, draft, who.holder());
    });
    return see_other("/utkast/" + slug);
}

} // namespace web
