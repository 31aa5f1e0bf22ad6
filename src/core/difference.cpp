#include "core/difference.hpp"

#include "core/difference_fields.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace core {
namespace {

namespace rd = ::reading;

// A pledge or a row, or an area, of one version.
struct piece {
    std::string id;
    std::string name;
    part_kind kind = part_kind::row;
    const rd::lifetime* life = nullptr; // an area has none
    part_lines lines;
};

std::string area_name(const rd::focus_area& a) { return a.name.value_or(a.id); }

// Areas with their pledges, then rows: the document's order.
std::vector<piece> pieces_of(const rd::document& d) {
    std::vector<piece> all;
    std::map<std::string_view, std::string> areas;
    for (const auto& a : d.focus_areas) {
        areas.emplace(a.id, area_name(a));
        all.push_back({a.id, area_name(a), part_kind::area, nullptr, lines_of_area(a)});
        for (const auto& p : a.pledges)
            all.push_back({p.id, p.text, part_kind::pledge, &p.life, lines_of_pledge(p, area_name(a))});
    }
    for (const auto& r : d.plan) {
        const auto found = r.focus_area ? areas.find(*r.focus_area) : areas.end();
        const auto area = found == areas.end() ? std::string{} : found->second;
        all.push_back({r.id, r.what.empty() ? r.area : r.what, part_kind::row, &r.life, lines_of_row(r, area)});
    }
    return all;
}

using piece_key = std::pair<part_kind, std::string_view>;

class comparison {
  public:
    comparison(const rd::document& older, const rd::document& newer)
        : older_{older}, newer_{newer}, was_{pieces_of(older)}, is_{pieces_of(newer)} {
        for (const auto& p : was_)
            was_by_id_.emplace(piece_key{p.kind, p.id}, &p);
        for (const auto& p : is_) {
            is_by_id_.emplace(piece_key{p.kind, p.id}, &p);
            if (p.life && p.life->replaces) successors_.emplace(piece_key{p.kind, *p.life->replaces}, &p);
        }
    }

    difference made() {
        whole(part_kind::cover, lines_of_cover);
        whole(part_kind::parties, lines_of_parties);
        whole(part_kind::grounds, lines_of_grounds);
        add_pieces();
        add_order();
        whole(part_kind::follow_up, [](const rd::document& d) { return lines_of_follow_up(d.follow_up); });
        whole(part_kind::feedback, [](const rd::document& d) { return lines_of_feedback(d.feedback); });
        whole(part_kind::signatories, lines_of_signatories);
        whole(part_kind::outcomes, lines_of_outcomes);
        whole(part_kind::questions, lines_of_questions);
        return std::move(out_);
    }

  private:
    template <class Lines>
    void whole(part_kind kind, const Lines& lines) {
        const auto was = lines(older_), is = lines(newer_);
        auto fields = changed_fields(&was, &is);
        if (!fields.empty())
            out_.parts.push_back({.change = change::changed, .kind = kind, .fields = std::move(fields)});
    }

    static const piece* find(const std::map<piece_key, const piece*>& all, part_kind kind, std::string_view id) {
        const auto found = all.find({kind, id});
        return found == all.end() ? nullptr : found->second;
    }

    // What is gone stands behind what stood before it.
    void add_pieces() {
        std::size_t old = 0;
        const auto add_gone = [&] {
            for (; old < was_.size() && !find(is_by_id_, was_[old].kind, was_[old].id); ++old)
                out_.parts.push_back(removed(was_[old]));
        };
        std::set<piece_key> passed;
        for (const auto& p : is_) {
            add_gone();
            if (const auto* before = find(was_by_id_, p.kind, p.id)) {
                compare(*before, p);
                passed.insert({p.kind, p.id});
            } else {
                out_.parts.push_back(added(p));
            }
            while (old < was_.size() && passed.contains({was_[old].kind, was_[old].id}))
                ++old;
        }
        for (; old < was_.size(); ++old)
            if (!find(is_by_id_, was_[old].kind, was_[old].id)) out_.parts.push_back(removed(was_[old]));
    }

    part_change removed(const piece& p) const {
        return {.change = change::removed,
                .kind = p.kind,
                .id = p.id,
                .name = p.name,
                .life = p.life ? *p.life : rd::lifetime{},
                .fields = changed_fields(&p.lines, nullptr)};
    }

    part_change added(const piece& p) const {
        part_change c{.change = change::added, .kind = p.kind, .id = p.id, .name = p.name};
        if (p.life) c.life = *p.life;
        const auto* before = p.life && p.life->replaces ? find(was_by_id_, p.kind, *p.life->replaces) : nullptr;
        if (!before) {
            c.fields = without_lifetime(changed_fields(nullptr, &p.lines));
            return c;
        }
        c.change = change::replaced;
        c.other = before->id;
        c.other_name = before->name;
        c.fields = without_lifetime(changed_fields(&before->lines, &p.lines));
        if (const auto* now = find(is_by_id_, p.kind, before->id); now && now->life) c.ended = now->life->ended;
        return c;
    }

    // When it holds is told by the part itself.
    static std::vector<field_change> without_lifetime(std::vector<field_change> fields) {
        std::erase_if(fields, [](const field_change& f) {
            return f.field == "from" || f.field == "to" || f.field == "replaces" || f.field == "ended";
        });
        return fields;
    }

    void compare(const piece& was, const piece& is) {
        auto fields = changed_fields(&was.lines, &is.lines);
        if (fields.empty()) return;
        part_change c{.change = change::changed, .kind = is.kind, .id = is.id, .name = is.name};
        if (is.life) c.life = *is.life;
        const bool ends_now = is.life && is.life->to && !was.life->to;
        if (ends_now) {
            c.change = change::ended;
            c.ended = is.life->ended;
            const auto rest = without_lifetime(fields);
            const bool begins = was.life->from != is.life->from || was.life->replaces != is.life->replaces;
            if (const auto* next = find(successors_, is.kind, is.id)) {
                // A new one in this version: the old is told with it.
                if (rest.empty() && !begins && !find(was_by_id_, is.kind, next->id)) return;
                c.other = next->id;
                c.other_name = next->name;
            }
            if (!begins) fields = rest;
        }
        c.fields = std::move(fields);
        out_.parts.push_back(std::move(c));
    }

    // The order of what stands in both, of each kind.
    void add_order() {
        for (const auto kind : {part_kind::area, part_kind::pledge, part_kind::row}) {
            const auto shared = [&](const std::vector<piece>& all, const std::map<piece_key, const piece*>& others) {
                told_lines out;
                for (const auto& p : all)
                    if (p.kind == kind && find(others, kind, p.id)) out.emplace_back(p.id);
                return out;
            };
            auto was = shared(was_, is_by_id_), is = shared(is_, was_by_id_);
            if (was == is) continue;
            part_change c{.change = change::changed, .kind = part_kind::order};
            const std::string field = kind == part_kind::area     ? "areas"
                                      : kind == part_kind::pledge ? "pledges"
                                                                  : "rows";
            c.fields.push_back({field, std::move(was), std::move(is), {}});
            out_.parts.push_back(std::move(c));
        }
    }

    const rd::document& older_;
    const rd::document& newer_;
    std::vector<piece> was_, is_;
    std::map<piece_key, const piece*> was_by_id_, is_by_id_, successors_;
    difference out_;
};

} // namespace

std::size_t difference::count(change c) const {
    return static_cast<std::size_t>(
        std::count_if(parts.begin(), parts.end(), [c](const auto& p) { return p.change == c; }));
}

difference difference_between(const rd::document& older, const rd::document& newer) {
    return comparison{older, newer}.made();
}

} // namespace core
