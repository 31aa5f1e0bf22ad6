#include "store/resident_question.hpp"

#include "base/text.hpp"
#include "db/statement.hpp"
#include "store/audit.hpp"
#include "store/digest.hpp"
#include "store/party.hpp"
#include "store/touch.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace store {
namespace {

using core::resident_question;
using core::resident_state;

// Those that are easily taken for each other are left out.
constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz023456789";
static_assert(letters.size() == 32, "five bits a letter");
constexpr std::size_t code_letters = 20, group = 5;

std::string digest_of(std::string_view code) {
    std::string plain;
    for (const char c : base::lower(code))
        if (letters.find(c) != letters.npos) plain += c;
    return sha256("receipt\n" + plain);
}

std::vector<resident_question> questions_where(db::reader& r, std::string_view rest, const auto&... values) {
    using text = std::string;
    using maybe = std::optional<core::moment>;
    const auto query = fmt::format(R"(
        select document, number, matter, owner, window_from, words, asked_at, state, settled_at, shown, answer,
            responsible, settled_by, refusal, corrected_by, is_cut, erased_at
        from resident_question
        where {})",
                                   rest);
    std::vector<resident_question> all;
    for (auto [document, number, matter, owner, from, words, asked, state, settled, shown, answer, function, by,
               refusal, corrected, is_cut, erased] :
         db::select<std::int64_t, std::int64_t, text, text, std::optional<base::date>, text, core::moment, text, maybe,
                    text, text, text, text, std::optional<text>, text, bool, maybe>(r, query, values...))
        all.push_back({document, number, core::matter_named(matter).value(), std::move(owner), from, std::move(words),
                       asked, core::resident_state_named(state).value(), settled, std::move(shown), std::move(answer),
                       std::move(function), std::move(by), refusal ? core::refusal_named(*refusal) : std::nullopt,
                       std::move(corrected), is_cut, erased});
    return all;
}

std::optional<resident_question> first_of(std::vector<resident_question> all) {
    return all.empty() ? std::nullopt : std::optional{std::move(all.front())};
}

void write(db::transaction& t, const resident_question& q) {
    db::run(t, R"(
        update resident_question
        set words = $3, state = $4, settled_at = $5, shown = $6, answer = $7, responsible = $8, settled_by = $9,
            refusal = $10, corrected_by = $11, is_cut = $12, erased_at = $13
        where document = $1 and number = $2)",
            q.document, q.number, q.text, core::name(q.state), q.settled_at, q.shown, q.answer, q.function,
            q.settled_by, q.why_refused ? std::optional{std::string{core::name(*q.why_refused)}} : std::nullopt,
            q.corrected_by, q.is_cut, q.erased_at);
}

// The document's row is locked first, then the question read: two who settle at once come one after the other.
std::optional<resident_question> locked(db::transaction& t, std::int64_t document, std::int64_t number,
                                        core::moment at) {
    touch(t, document, at);
    return find_question(t, document, number);
}

void write_with_audit(db::transaction& t, const resident_question& q, std::string_view by, std::string_view act,
                      core::moment at) {
    write(t, q);
    append_audit(t, q.document, by, act, fmt::to_string(q.number), canonical_settling(q), at);
}

void add(std::string& out, std::string_view text) { out += fmt::format("{}:{};", text.size(), text); }

void add(std::string& out, const std::optional<core::moment>& at) {
    add(out, at ? fmt::to_string(at->time_since_epoch().count()) : "-");
}

} // namespace

std::string receipt_code(std::string_view secret) {
    const auto bytes = sha256("code\n" + std::string{secret});
    std::string code;
    for (std::size_t n = 0; n < code_letters; ++n) {
        if (n > 0 && n % group == 0) code += '-';
        code += letters[static_cast<unsigned char>(bytes[n]) % letters.size()];
    }
    return code;
}

kept_question ask(db::transaction& t, const resident_question& q, std::string_view code) {
    const auto at = now();
    touch(t, q.document, at);
    const auto digest = digest_of(code);
    if (auto before = first_of(questions_where(t, "digest = $1", db::bytes_view{digest}))) {
        const bool same = before->document == q.document && before->matter == q.matter && before->owner == q.owner &&
                          before->window_from == q.window_from && before->text == q.text;
        return {*std::move(before), true, !same};
    }
    auto kept = q;
    kept.asked_at = at;
    kept.number = db::find<std::int64_t>(
                      t, "select coalesce(max(number), 0) + 1 from resident_question where document = $1", q.document)
                      .value();
    db::run(t, R"(
        insert into resident_question (document, number, digest, matter, owner, window_from, words, asked_at, state,
            shown, answer, responsible, settled_by, corrected_by, is_cut)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '', '', '', '', $10))",
            kept.document, kept.number, db::bytes_view{digest}, core::name(kept.matter), kept.owner, kept.window_from,
            kept.text, kept.asked_at, core::name(kept.state), false);
    append_audit(t, kept.document, "visitor", "question", fmt::to_string(kept.number), canonical_asking(kept), at);
    return {std::move(kept), false, false};
}

std::optional<found_question> find_question(db::reader& r, std::string_view code) {
    auto found = first_of(questions_where(r, "digest = $1", db::bytes_view{digest_of(code)}));
    if (!found) return std::nullopt;
    auto pledge =
        db::find<std::string, std::string>(r, "select slug, title from document where id = $1", found->document);
    if (!pledge) return std::nullopt;
    return found_question{*std::move(found), std::move(std::get<0>(*pledge)), std::move(std::get<1>(*pledge))};
}

std::optional<resident_question> find_question(db::reader& r, std::int64_t document, std::int64_t number) {
    return first_of(questions_where(r, "document = $1 and number = $2", document, number));
}

std::vector<resident_question> questions_of(db::reader& r, std::int64_t document) {
    return questions_where(r, "document = $1 order by number", document);
}

std::set<std::int64_t> documents_with_questions(db::reader& r) {
    std::set<std::int64_t> all;
    for (const auto [document] : db::select<std::int64_t>(r, "select distinct document from resident_question"))
        all.insert(document);
    return all;
}

std::vector<core::waiting_residents> waiting_residents(db::reader& r,
                                                       const std::vector<core::organisation>& organisations) {
    std::map<std::string, party_of_pledge> pledges;
    for (const auto& o : organisations)
        for (auto& p : parties_of_organisation(r, o.id))
            pledges.try_emplace(p.slug, p);
    std::vector<core::waiting_residents> all;
    for (auto& [slug, p] : pledges) {
        const auto found = db::find<std::int64_t, core::moment>(r, R"(
            select count(*), coalesce(min(asked_at), 0)
            from resident_question
            where document = $1 and state = $2)",
                                                                p.pledge, core::name(resident_state::waiting));
        const auto [count, since] = found.value();
        if (count > 0)
            all.push_back({slug, std::move(p.title), parties_of(r, p.pledge), count, base::stockholm_date(since)});
    }
    return all;
}

bool settle(db::transaction& t, resident_question q, std::string_view by) {
    const auto at = now();
    const auto before = locked(t, q.document, q.number, at);
    if (!before || !before->is_waiting()) return false;
    q.settled_at = at;
    q.settled_by = by;
    q.text = q.is_cut ? std::string{} : before->text; // what was cut out is kept nowhere
    write_with_audit(t, q, by, "question_settled", at);
    return true;
}

void set_correction(db::transaction& t, std::int64_t document, std::int64_t number, std::string_view entry,
                    std::string_view by) {
    const auto at = now();
    auto q = locked(t, document, number, at);
    if (!q || q->state != resident_state::published || q->corrected_by == entry) return;
    q->corrected_by = entry;
    write_with_audit(t, *q, by, "question_corrected", at);
}

bool withdraw(db::transaction& t, std::int64_t document, std::int64_t number, std::string_view by) {
    const auto at = now();
    auto q = locked(t, document, number, at);
    if (!q || !q->is_waiting()) return false;
    q->state = resident_state::withdrawn;
    q->settled_at = at;
    write_with_audit(t, *q, by, "question_withdrawn", at);
    return true;
}

void erase(db::transaction& t, std::int64_t document, std::int64_t number, std::string_view by) {
    const auto at = now();
    auto q = locked(t, document, number, at);
    if (!q || q->erased_at) return;
    if (q->is_waiting()) {
        q->state = resident_state::withdrawn;
        q->settled_at = at;
    }
    q->text.clear();
    q->shown.clear();
    if (q->state != resident_state::published) q->answer.clear();
    q->erased_at = at;
    write_with_audit(t, *q, by, "question_erased", at);
}

std::int64_t erase_settled_before(db::transaction& t, core::moment before, std::int64_t most, std::string_view by) {
    const auto all = questions_where(
        t, fmt::format("settled_at < $1 and {} order by document, number limit $2", which_questions_may_go), before,
        most);
    for (const auto& q : all)
        erase(t, q.document, q.number, by);
    return static_cast<std::int64_t>(all.size());
}

std::string canonical_asking(const resident_question& q) {
    std::string out = "question/1;";
    add(out, core::name(q.matter));
    add(out, q.owner);
    add(out, q.window_from ? base::to_iso(*q.window_from) : "-");
    add(out, q.text);
    add(out, std::optional{q.asked_at});
    return out;
}

std::string canonical_settling(const resident_question& q) {
    std::string out = "settling/1;";
    add(out, core::name(q.state));
    add(out, q.settled_at);
    add(out, q.shown);
    add(out, q.answer);
    add(out, q.function);
    add(out, q.settled_by);
    add(out, q.why_refused ? core::name(*q.why_refused) : "-");
    add(out, q.corrected_by);
    add(out, q.is_cut ? "cut" : "whole");
    add(out, q.erased_at);
    return out;
}

present_questions::present_questions(db::reader& r, std::int64_t document) {
    for (auto& q : questions_of(r, document))
        all_.emplace(fmt::to_string(q.number), one{std::move(q), {}, false});
}

bool present_questions::tells_of(std::string_view act) { return act == "question" || act.starts_with("question_"); }

bool present_questions::holds(std::string_view act, std::string_view subject, std::string_view content) {
    const auto found = all_.find(subject);
    if (found == all_.end()) return false;
    auto& [q, told, is_told] = found->second;
    if (act != "question") {
        told = content;
        return true;
    }
    const bool is_new = !is_told;
    is_told = true;
    // The words are gone where they were erased or cut: that they are is told by a later event.
    const bool is_gone = q.erased_at || q.is_cut;
    return is_new && (is_gone || sha256(canonical_asking(q)) == content);
}

bool present_questions::has_untold() const {
    return std::any_of(all_.begin(), all_.end(), [](const auto& pair) {
        const auto& [q, told, is_told] = pair.second;
        if (!is_told) return true;
        resident_question untouched;
        const auto expected = told.empty() ? sha256(canonical_settling(untouched)) : told;
        return sha256(canonical_settling(q)) != expected;
    });
}

} // namespace store
