#include "store/audit.hpp"

#include "core/words.hpp"
#include "db/statement.hpp"
#include "exchange/json.hpp"
#include "store/audit_people.hpp"
#include "store/digest.hpp"
#include "store/log.hpp"
#include "store/log_text.hpp"
#include "store/party.hpp"
#include "store/personal_link.hpp"
#include "store/resident_question.hpp"
#include "store/token.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <set>
#include <span>

namespace store {
namespace {

using number = std::int64_t;

number number_in(std::string_view text) {
    number n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

// "3-17": the log rows that an event is about.
std::pair<number, number> range_of(std::string_view subject) {
    const auto dash = subject.find('-');
    return {number_in(subject.substr(0, dash)), dash == subject.npos ? 0 : number_in(subject.substr(dash + 1))};
}

// The rows of one document as they are now, to be held against its chain event by event. What no event told of when all
// were seen was put there past the program.
class present_rows {
  public:
    present_rows(db::reader& r, number document) : r_{r}, document_{document}, questions_{r, document} {
        for (const auto& e : log_of(r, document))
            entries_.emplace(e.row, canonical_text(e));
        for (const auto [row] : db::select<number>(
                 r, "select number from log_detail where document = $1 and erased_at is not null", document))
            erased_.insert(row);
        read_set();
        for (const auto& [n, digest] : read_versions())
            versions_.emplace(n, digest);
        read_reasons_and_approvals();
    }

    // Whether what the event is about is still what was stored; what was seen is crossed off.
    bool holds(const audit_event& e) {
        if (e.act == "document" || e.act == "amendment") {
            const auto n = number_in(e.subject);
            if (e.act == "document") told_shown_ = n;
            const bool is_new = told_versions_.insert(n).second;
            return is_new && versions_[n] == e.content;
        }
        if (e.act == "in_force") told_shown_ = number_in(e.subject);
        if (e.act == "log") return has_log(e);
        if (e.act == "reason") {
            const auto found = reasons_.extract(number_in(e.subject));
            return found && sha256(found.mapped()) == e.content;
        }
        if (e.act == "publish" || e.act == "publish_approved") return has_approvals(e);
        if (e.act == "approve") return !given_.extract(e.content).empty();
        if (present_questions::tells_of(e.act)) return questions_.holds(e.act, e.subject, e.content);
        if (e.act == "settings" || e.act == "lede" || e.act == "shown_from")
            set_[e.act].told = e.content; // the last one counts
        return true;
    }

    std::vector<std::string> untold() {
        std::vector<std::string> faults;
        if (told_versions_.size() != versions_.size()) faults.emplace_back("version");
        if (!entries_.empty()) faults.emplace_back("log");
        if (!reasons_.empty()) faults.emplace_back("reason");
        if (!approvals_.empty() || (is_shown_ && !told_published_)) faults.emplace_back("publish");
        if (!given_.empty()) faults.emplace_back("approve");
        for (const auto& [act, one] : set_)
            if (one.told != sha256(one.present) && !one.told.empty()) faults.push_back(act);
        if (!shows_its_version()) faults.emplace_back("shown");
        if (questions_.has_untold()) faults.emplace_back("question");
        return faults;
    }

  private:
    struct set_text {
        std::string present;
        std::string
            told; // the last event's digest; empty where none tells of it, as in databases of before it was told
    };

    std::vector<std::pair<number, std::string>> read_versions() {
        std::vector<std::pair<number, std::string>> all;
        for (auto [n, body] : db::select<number, std::string>(
                 r_, "select number, body from document_version where document = $1 order by number", document_)) {
            all.emplace_back(n, sha256(body));
            if (n == version_) shown_ = std::move(body);
        }
        return all;
    }

    void read_set() {
        for (auto [title, status, version, lede, from, settings] :
             db::select<std::string, std::string, number, std::string, std::optional<base::date>, std::string>(
                 r_, R"(
                select title, status, version, lede, shown_from, settings
                from document
                where id = $1)",
                 document_)) {
            is_shown_ = status == core::name(core::status::published) || status == core::name(core::status::closed);
            title_ = std::move(title);
            version_ = version;
            set_["lede"] = {std::move(lede)};
            set_["shown_from"] = {from ? base::to_iso(*from) : ""};
            set_["settings"] = {std::move(settings)};
        }
    }

    void read_reasons_and_approvals() {
        number n = 0;
        for (const auto& reason : reasons_of(r_, document_))
            reasons_.emplace(++n, canonical_text(reason));
        for (auto [party, by, on] : db::select<std::string, std::string, base::date>(r_, R"(
                select party, approved_by, approved_on from approval where document = $1 order by number)",
                                                                                     document_))
            approvals_.push_back({std::move(party), std::move(by), on});
        for (auto [party, by, digest] : db::select<std::string, std::string, db::bytes>(
                 r_, "select party, said_by, digest from party_approval where document = $1", document_))
            given_.insert(sha256(approval_text(hex(digest.value), {.party = party, .by = by})));
    }

    bool has_log(const audit_event& e) {
        const auto [first, last] = range_of(e.subject);
        std::string all;
        bool is_erased = false, is_whole = true;
        for (auto row = first; row <= last; ++row) {
            is_erased = is_erased || erased_.contains(row);
            const auto found = entries_.extract(row);
            is_whole = is_whole && found;
            if (found) all += found.mapped();
        }
        return is_whole && (is_erased || sha256(all) == e.content);
    }

    // The approvals of an event follow those of the one before; how many they are its digest says.
    bool has_approvals(const audit_event& e) {
        told_published_ = true;
        const std::span all{approvals_};
        for (std::size_t n = 0; n <= all.size(); ++n)
            if (sha256(canonical_text(all.first(n))) == e.content) {
                approvals_.erase(approvals_.begin(), approvals_.begin() + static_cast<std::ptrdiff_t>(n));
                return true;
            }
        return false;
    }

    // The version that was told to be shown, with the title, parties and focus areas that lists and the search show of
    // it.
    bool shows_its_version() {
        if (version_ != told_shown_) return false;
        const auto parsed = exchange::parse_document(shown_);
        if (!parsed) return false;
        const auto& d = *parsed;
        std::vector<std::string> areas, shown_areas;
        for (const auto& f : d.focus_areas)
            if (f.name) areas.push_back(*f.name);
        for (const auto& [name] :
             db::select<std::string>(r_, "select name from focus_area where document = $1 order by number", document_))
            shown_areas.push_back(name);
        return d.title == title_ && d.parties == parties_of(r_, document_) && areas == shown_areas;
    }

    db::reader& r_;
    number document_;
    present_questions questions_;
    std::string title_, shown_;
    number version_ = 0, told_shown_ = 0;
    bool is_shown_ = false, told_published_ = false;
    std::map<number, std::string> entries_, reasons_;
    std::map<number, std::string> versions_; // digests
    std::set<number> erased_, told_versions_;
    std::vector<core::approval> approvals_;
    std::multiset<std::string> given_; // approvals in the program: their digests
    std::map<std::string, set_text> set_;
};

// Who may log, and what holds for the whole house.
class present_house {
  public:
    explicit present_house(db::reader& r) : people_{r} {
        for (auto& token : tokens(r))
            tokens_.emplace(token.name, std::move(token));
        for (auto& link : personal_links(r))
            links_.emplace(fmt::to_string(link.id), std::move(link));
        for (auto [name, content] :
             db::select<std::string, std::string>(r, "select name, content from setting order by name"))
            settings_.emplace(std::move(name), std::move(content));
    }

    bool holds(const audit_event& e) {
        if (e.act == "token") {
            const bool is_new = told_.insert(e.subject).second;
            const auto found = tokens_.find(e.subject);
            return is_new && found != tokens_.end() && sha256(found->second.pledge.value_or("")) == e.content;
        }
        if (e.act == "token_revoked") {
            revoked_.insert(e.subject);
            const auto found = tokens_.find(e.subject);
            return found != tokens_.end() && found->second.revoked_at.has_value();
        }
        if (e.act == "personal_link") {
            const bool is_new = told_links_.insert(e.subject).second;
            const auto found = links_.find(e.subject);
            return is_new && found != links_.end() && sha256(canonical_text(found->second)) == e.content;
        }
        if (e.act == "personal_link_revoked") {
            revoked_links_.insert(e.subject);
            const auto found = links_.find(e.subject);
            return found != links_.end() && found->second.revoked_at.has_value();
        }
        if (e.act == "setting") set_[e.subject] = e.content;
        return people_.holds(e);
    }

    std::vector<std::string> untold() const {
        auto faults = people_.untold();
        if (told_.size() != tokens_.size()) faults.emplace_back("token");
        for (const auto& [name, token] : tokens_)
            if (token.revoked_at && !revoked_.contains(name)) faults.emplace_back("token");
        if (told_links_.size() != links_.size()) faults.emplace_back("personal_link");
        for (const auto& [id, link] : links_)
            if (link.revoked_at && !revoked_links_.contains(id)) faults.emplace_back("personal_link");
        bool is_told = set_.size() == settings_.size();
        for (const auto& [name, content] : settings_) {
            const auto told = set_.find(name);
            is_told = is_told && told != set_.end() && told->second == sha256(content);
        }
        if (!is_told) faults.emplace_back("setting");
        return faults;
    }

  private:
    present_people people_;
    std::map<std::string, token> tokens_;
    std::map<std::string, core::personal_link> links_; // by number
    std::map<std::string, std::string> settings_, set_;
    std::set<std::string> told_, revoked_, told_links_, revoked_links_;
};

// What a fault is called: the acts on one kind of thing by one name.
std::string name_of(const std::string& act) {
    if (act == "document") return "version";
    return present_questions::tells_of(act) ? "question" : act;
}

template <class Present>
void verify_chain(db::reader& r, number document, Present present, audit_report& report) {
    std::string before;
    number expected = 0;
    for (const auto& e : audit_of(r, document)) {
        ++report.events;
        if (e.number != ++expected) report.faults.push_back({document, e.number, "number"});
        expected = e.number;
        if (link_of(before, e) != e.link) report.faults.push_back({document, e.number, "link"});
        before = e.link;
        if (!present.holds(e)) report.faults.push_back({document, e.number, name_of(e.act)});
    }
    for (auto& what : present.untold())
        report.faults.push_back({document, 0, std::move(what)});
}

} // namespace

audit_report verify_audit(db::reader& r) {
    audit_report report;
    verify_chain(r, 0, present_house{r}, report);
    std::vector<number> documents;
    for (const auto [id] : db::select<number>(r, "select id from document order by id"))
        documents.push_back(id);
    for (const auto document : documents)
        verify_chain(r, document, present_rows{r, document}, report);
    return report;
}

} // namespace store
