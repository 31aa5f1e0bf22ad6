#include "core/answers.hpp"
#include "core/document_rules.hpp"
#include "core/edit.hpp"
#include "core/log_after_change.hpp"
#include "core/log_rules.hpp"
#include "core/questions_kept.hpp"
#include "http/form.hpp"
#include "mail/pledge_letters.hpp"
#include "render/sure.hpp"
#include "store/account.hpp"
#include "store/draft_source.hpp"
#include "store/log.hpp"
#include "store/party.hpp"
#include "web/draft_access.hpp"
#include "web/draft_pages.hpp"
#include "web/form_parts.hpp"
#include "web/note_read.hpp"
#include "web/saved_before.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

// One draft: what was understood, what is asked, and who has approved it.
namespace web {
namespace {

constexpr std::array<std::string_view, 11> done{"party",    "saved",     "answered",  "sent",    "taken_back", "shared",
                                                "approved", "withdrawn", "published", "amended", "removed"};

std::string path_of(const core::draft& d) { return "/utkast/" + d.slug; }

std::optional<open_draft> asked_for(const signed_in& who) { return draft_for(who, who.at.asked.parameter("slug")); }

http::response show(const signed_in& who, open_draft open, render::draft_view view, int status = 200) {
    {
        auto reader = who.at.on.database.read();
        if (auto source = store::source_of(reader, open.draft.pledge)) {
            view.source = std::move(source->source);
            view.as_read = std::move(source->document);
        }
    }
    if (open.draft.in_force && !open.draft.is_in_force()) {
        auto reader = who.at.on.database.read();
        view.in_force = store::version_of(reader, open.draft.pledge, *open.draft.in_force);
        if (view.in_force)
            view.uncounted =
                core::uncounted_after(*view.in_force, open.draft.document, store::log_of(reader, open.draft.pledge));
    }
    view.rights = rights_in(who, open);
    view.draft = std::move(open.draft);
    return private_page(who.at, render::draft_page(who.context(), view), status);
}

// Says what went wrong on the draft as it is now.
http::response refused(const signed_in& who, base::problem p, int status = 409) {
    auto open = asked_for(who);
    if (!open) return who.not_found();
    render::draft_view view;
    view.notice.problem = std::move(p);
    return show(who, *std::move(open), std::move(view), status);
}

// By mail, where it is set up: whoever may approve for a party that signs.
void tell_who_approves(const signed_in& who, db::transaction& t, const core::draft& d) {
    if (!who.at.on.mail) return;
    std::set<core::organisation_id> told;
    for (const auto& signer : store::signers_of(t, d))
        for (const auto& o : signer.organisations)
            if (told.insert(o.id).second)
                mail::to_those_who_may(who.at.on.mail, t, o.id, core::act::approve,
                                       mail::approval_wanted(d.document.title, d.slug, d.in_force.has_value()));
}

std::optional<int> version_in(const http::fields& f) {
    const auto n = whole_number(typed(f, "version"));
    return n ? std::optional{static_cast<int>(*n)} : std::nullopt;
}

// Others may save a version between the look and the saving.
constexpr int most_tries = 5;

// The question that a form showed, in the version that it was made for.
struct question_shown {
    reading::document of;
    reading::question asked;
};
std::optional<question_shown> shown_question(const signed_in& who, const core::draft& draft, const http::fields& f) {
    const auto number = whole_number(typed(f, "question"));
    const auto version = version_in(f);
    auto of = std::optional{draft.document};
    if (version && *version != draft.version) {
        auto reader = who.at.on.database.read();
        of = store::version_of(reader, draft.pledge, *version);
    }
    if (!of || !number || *number < 0 || static_cast<std::size_t>(*number) >= of->questions.size()) return std::nullopt;
    auto asked = of->questions[static_cast<std::size_t>(*number)];
    if (asked.at != typed(f, "at")) return std::nullopt;
    return question_shown{*std::move(of), std::move(asked)};
}

render::late_answer late_answer(const question_shown& shown, std::optional<std::int64_t> chosen,
                                const std::string& words) {
    const auto& options = shown.asked.options;
    const bool is_option = chosen && *chosen >= 0 && static_cast<std::size_t>(*chosen) < options.size();
    return {shown.asked, core::part_asked_about(shown.of, shown.asked),
            is_option ? options[static_cast<std::size_t>(*chosen)].label : words};
}

} // namespace

http::response draft_show(const signed_in& who) {
    auto open = asked_for(who);
    if (!open) return who.not_found();
    render::draft_view view;
    if (!open->draft.is_in_force()) note_read(who, "read_drafts", open->draft.pledge, open->draft.slug);
    const auto key = done_key(who.at.asked, done);
    constexpr std::string_view before = "account.";
    if (!key.empty()) view.notice.done = "draft." + key.substr(before.size());
    return show(who, *std::move(open), std::move(view));
}

http::response draft_answer(const signed_in& who, const http::fields& f) {
    auto open = asked_for(who);
    if (!open) return who.not_found();
    if (!open->may_change) return who.problem(403, {"account.forbidden", {}});
    const auto shown = shown_question(who, open->draft, f);
    if (!shown) return refused(who, wrong("draft.question_gone"));
    const auto words = typed(f, "words");
    const auto chosen = whole_number(typed(f, "option"));
    const auto answered = path_of(open->draft) + "?gjort=answered#fragor";
    // Others may have answered and changed meanwhile; the options are told by their numbers.
    const auto number_in = [&](const reading::document& of) {
        auto n = core::still_asked(shown->of, shown->asked, of);
        return n && chosen && of.questions[*n].options != shown->asked.options ? std::nullopt : n;
    };
    const auto made_of = [&](const reading::document& of) -> base::result<reading::document> {
        const auto n = number_in(of);
        if (!n) return tl::unexpected{wrong("draft.question_gone")};
        return chosen && *chosen >= 0 ? core::answer(of, *n, static_cast<std::size_t>(*chosen))
                                      : core::answer_in_words(of, *n, words);
    };
    const auto again = [&](base::problem p) {
        render::draft_view view;
        view.notice.problem = std::move(p);
        view.answer = words;
        view.asked = number_in(open->draft.document);
        if (view.asked) return show(who, *std::move(open), std::move(view), 422);
        view.late = late_answer(*shown, chosen, words);
        return show(who, *std::move(open), std::move(view), 409);
    };
    if (const auto fit = core::check_text("words", words); !fit) return again(fit.error());
    for (int tries = 0; open && tries < most_tries; ++tries, open = asked_for(who)) {
        if (const auto seen = version_in(f); seen && saved_before(who, open->draft, *seen, made_of))
            return see_other(answered);
        const auto changed = made_of(open->draft.document);
        if (!changed) return again(changed.error());
        if (const auto fit = core::check_for_draft(*changed); !fit) return again(fit.error());
        std::optional<int> number;
        who.at.on.database.write([&](db::transaction& t) {
            number = store::change_draft(t, open->draft.pledge, open->draft.version, *changed, who.holder());
        });
        if (number) return see_other(answered);
    }
    return open ? again(wrong("draft.changed_meanwhile")) : who.not_found();
}

http::response draft_state(const signed_in& who, const http::fields& f) {
    const auto open = asked_for(who);
    if (!open) return who.not_found();
    if (!open->may_change) return who.problem(403, {"account.forbidden", {}});
    const auto& d = open->draft;
    const auto what = typed(f, "gor");
    const auto version = version_in(f);
    if (!version || *version != d.version) return refused(who, wrong("draft.changed_meanwhile"));
    if (what == "kasta" && typed(f, "confirmed") != "ja")
        return private_page(
            who.at, render::sure_page(who.context(), {{d.in_force ? "draft.sure_drop_change" : "draft.sure_drop", {}},
                                                      {d.in_force ? "draft.drop_change_more" : "draft.drop_more", {}},
                                                      "draft.drop",
                                                      path_of(d) + "/lage",
                                                      {{"version", fmt::to_string(*version)}, {"gor", what}},
                                                      path_of(d)}));
    if (what == "skicka")
        if (const auto fit = core::check_for_approval(d.document); !fit) return refused(who, fit.error(), 422);
    bool is_done = false;
    who.at.on.database.write([&](db::transaction& t) {
        if (what == "skicka") {
            is_done = store::send_for_approval(t, d.pledge, d.version, who.holder());
            if (is_done) tell_who_approves(who, t, d);
        }
        if (what == "aterta") is_done = store::take_back(t, d.pledge, d.version, who.holder());
        if (what == "dela") is_done = store::share_draft(t, d.pledge, who.holder());
        if (what == "kasta") is_done = store::drop_draft(t, d.pledge, d.version, who.holder());
    });
    // Sent twice: it is done already.
    if (what == "kasta") return see_other(d.in_force ? path_of(d) : "/utkast");
    const auto* told = what == "skicka" ? "sent" : what == "aterta" ? "taken_back" : "shared";
    return see_other(path_of(d) + "?gjort=" + told);
}

http::response draft_party(const signed_in& who, const http::fields& f) {
    const auto open = asked_for(who);
    if (!open) return who.not_found();
    const auto rights = rights_in(who, *open);
    const auto id = whole_number(typed(f, "organisation"));
    const auto party = typed(f, "party");
    const auto& free = rights.of_nobody;
    if (!rights.may_change || open->draft.in_force) return who.problem(403, {"account.forbidden", {}});
    if (std::find(free.begin(), free.end(), party) == free.end()) return see_other(path_of(open->draft));
    if (!id) return refused(who, wrong("draft.say_who"));
    const auto choices = rights.may_be.find(party);
    if (choices == rights.may_be.end()) return who.problem(403, {"account.forbidden", {}});
    const auto found =
        std::find_if(choices->second.begin(), choices->second.end(), [&](const auto& o) { return o.id.value == *id; });
    if (found == choices->second.end()) return who.problem(403, {"account.forbidden", {}});
    who.at.on.database.write(
        [&](db::transaction& t) { store::link_party(t, open->draft.slug, party, found->id, who.holder()); });
    return see_other(path_of(open->draft) + "?gjort=party#godkannande");
}

http::response draft_approve(const signed_in& who, const http::fields& f) {
    const auto open = asked_for(who);
    if (!open) return who.not_found();
    const auto party = typed(f, "party");
    const auto in = approver_of(who, open->draft, party);
    if (!in) return who.problem(403, {"account.forbidden", {}});
    if (typed(f, "digest") != open->draft.digest) return refused(who, wrong("draft.other_version"));
    auto done_so = store::approved::no;
    who.at.on.database.write([&](db::transaction& t) {
        done_so = store::approve(t, open->draft, {party, *in, who.who.function, who.holder(), who.at.on.clock.now()});
    });
    if (done_so == store::approved::published) who.at.on.pages.drop(open->draft.slug), who.at.on.pages.drop(list_tag);
    return see_other(path_of(open->draft) + (done_so != store::approved::published ? "?gjort=approved"
                                             : open->draft.in_force                ? "?gjort=amended"
                                                                                   : "?gjort=published"));
}

http::response draft_withdraw(const signed_in& who, const http::fields& f) {
    const auto open = asked_for(who);
    if (!open) return who.not_found();
    const auto party = typed(f, "party");
    if (!approver_of(who, open->draft, party)) return who.problem(403, {"account.forbidden", {}});
    who.at.on.database.write(
        [&](db::transaction& t) { store::withdraw_approval(t, open->draft, party, who.holder()); });
    return see_other(path_of(open->draft) + "?gjort=withdrawn");
}

} // namespace web
