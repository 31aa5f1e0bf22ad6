#include "reading/document_areas.hpp"

#include "reading/document_area_names.hpp"
#include "reading/document_plan.hpp"
#include "reading/document_pledge_table.hpp"
#include "reading/document_pledges.hpp"

#include <algorithm>

namespace reading::doc {
namespace {

constexpr std::size_t fewest_pairs = 2;
constexpr std::size_t most_pair_words = 4; // of "Du har sagt:"

class area_finder {
  public:
    area_finder(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                const found_parties& parties)
        : t_{text}, doc_{doc}, roles_{roles}, parties_{parties}, pledges_{text, doc, roles, parties} {}

    found_areas run() {
        find_announcement();
        index_sentences();
        choose_area_sections();
        list_areas();
        for (std::size_t s = 0; s < doc_.sections.size(); ++s)
            read_section(s);
        for (auto& area : find_pledge_table(t_, doc_.blocks, parties_))
            if (!area.pledges.empty()) out_.all.push_back(std::move(area));
        merge_list();
        merge_unnamed();
        if (out_.all.empty()) read_loose();
        out_.sections = is_area_;
        return std::move(out_);
    }

  private:
    // A run of sentences of one section.
    range sentences_of(std::size_t section) const { return by_section_[section]; }

    void index_sentences() {
        by_section_.resize(doc_.sections.size());
        for (std::size_t i = 0; i < doc_.sentences.size(); ++i) {
            auto& r = by_section_[doc_.sentences[i].section];
            if (r.empty()) r.first = i;
            r.last = i + 1;
        }
        children_.resize(doc_.sections.size());
        for (std::size_t s = 0; s < doc_.sections.size(); ++s)
            if (doc_.sections[s].parent != s) children_[doc_.sections[s].parent].push_back(s);
    }

    void find_announcement() {
        for (std::size_t i = 0; i < roles_.size() && out_.announced == 0; ++i) {
            out_.announced = roles_[i].announced;
            out_.announcement = doc_.sentences[i].words;
        }
        for (const auto& s : doc_.sections)
            if (out_.announced == 0 && !s.heading.empty()) {
                out_.announced = announced_areas(t_, s.heading);
                out_.announcement = s.heading;
            }
    }

    bool holds_promise(std::size_t section) const {
        const auto r = sentences_of(section);
        for (auto i = r.first; i < r.last; ++i)
            if (pledges_.promises(i)) return true;
        if (doc_.sections[section].leads && !r.empty()) return true;
        return std::any_of(children_[section].begin(), children_[section].end(),
                           [&](std::size_t child) { return holds_promise(child); });
    }

    bool lists_how_much(std::size_t section) const {
        const auto r = sentences_of(section);
        for (auto i = r.first; i < r.last; ++i)
            if (!roles_[i].any() && pledges_.is_item(i) && tells_how_much(t_, doc_.sentences[i].words)) return true;
        return false;
    }

    // A table of the plan stands under the area that its rows belong to.
    bool holds_plan(std::size_t section) const {
        const auto& s = doc_.sections[section];
        for (auto b = s.first_block; b < s.last_block; ++b)
            if (doc_.blocks[b].kind == block_kind::row && heads_plan(t_, doc_.blocks[b].cells)) return true;
        return std::any_of(children_[section].begin(), children_[section].end(),
                           [&](std::size_t child) { return holds_plan(child); });
    }

    // Headings that no rule knows are areas where something is promised under them, and between two such.
    void choose_area_sections() {
        is_area_.resize(doc_.sections.size());
        std::size_t first = doc_.sections.size(), last = 0, tables = 0;
        for (std::size_t s = 0; s < doc_.sections.size(); ++s)
            tables += has(doc_.sections[s].kinds, section_kind::area) && holds_plan(s);
        for (std::size_t s = 0; s < doc_.sections.size(); ++s) {
            if (!has(doc_.sections[s].kinds, section_kind::area)) continue;
            const bool named = heads_area(t_, doc_.sections[s].heading) || pledges_.name_owner(sentences_of(s));
            is_area_[s] = holds_promise(s) || (named && lists_how_much(s)) || (tables > 1 && holds_plan(s));
            if (!is_area_[s]) continue;
            first = std::min(first, s);
            last = s;
        }
        // Lists without verbs, right below such areas: "Gemensam vandring varje kvartal".
        for (auto s = last + 1; first < s && s < doc_.sections.size(); ++s) {
            if (!has(doc_.sections[s].kinds, section_kind::area) || !lists_how_much(s)) break;
            is_area_[s] = true;
            last = s;
        }
        for (auto s = first; s < last; ++s)
            if (has(doc_.sections[s].kinds, section_kind::area) && !sentences_of(s).empty()) is_area_[s] = true;
        any_area_ = first < doc_.sections.size();
    }

    // Items under "Fyra fokusområden", or after a sentence that announces areas.
    void list_areas() {
        for (const auto& block : doc_.blocks)
            if (!any_area_ && block.kind != block_kind::row && listed_.empty())
                listed_ = names_in_line(t_, block.words);
        for (const auto& sentence : doc_.sentences)
            if (!any_area_ && listed_.empty()) listed_ = names_announced(t_, sentence.words);
        if (!listed_.empty()) {
            list_section_ = doc_.sections.size();
            return;
        }
        for (std::size_t s = 0; s < doc_.sections.size(); ++s) {
            const auto& section = doc_.sections[s];
            if (is_area_[s] || has(section.kinds, section_kind::plan) || has(section.kinds, section_kind::aims))
                continue;
            const auto r = sentences_of(s);
            bool announced = has(section.kinds, section_kind::areas);
            std::size_t promising = 0;
            for (auto i = r.first; i < r.last; ++i) {
                const auto& sentence = doc_.sentences[i];
                const auto& block = doc_.blocks[sentence.block];
                if (block.kind != block_kind::bullet) {
                    const bool before_list = sentence.ends_block;
                    announced = before_list
                                    ? t_.any(sentence.words, tag::area_noun) || (announced && !sentence.begins_block)
                                    : announced;
                    if (roles_[i].announces) announced = true;
                    continue;
                }
                if (!announced || !sentence.begins_block) continue;
                if (pledges_.item_promises(i))
                    ++promising;
                else
                    listed_.push_back(block.words);
            }
            // "- Trafik. Polisen ska mäta farten.": the areas with their pledges
            if (promising >= listed_.size()) listed_.clear();
            if (!listed_.empty()) {
                list_section_ = s;
                return;
            }
            if (has(section.kinds, section_kind::areas) && promising == 0) list_paragraphs(s);
            if (!listed_.empty()) return;
        }
    }

    bool has_verb(range words) const {
        return t_.any(words, tag::finite) || t_.any(words, tag::modal) || t_.any(words, tag::will);
    }

    // The list written as paragraphs, or as one: what names an area has no verb before its explanation.
    void list_paragraphs(std::size_t s) {
        const auto r = sentences_of(s);
        const auto wanted = static_cast<std::size_t>(out_.announced);
        std::vector<range> by_block, by_sentence;
        for (auto i = r.first; i < r.last; ++i) {
            const auto& sentence = doc_.sentences[i];
            if (roles_[i].any() || has_verb(short_name(t_, sentence.words))) continue;
            by_sentence.push_back(sentence.words);
            if (sentence.begins_block) by_block.push_back(doc_.blocks[sentence.block].words);
        }
        if (by_block.size() >= wanted)
            listed_.assign(by_block.begin(), by_block.begin() + static_cast<std::ptrdiff_t>(wanted));
        else if (by_sentence.size() >= wanted)
            listed_.assign(by_sentence.begin(), by_sentence.begin() + static_cast<std::ptrdiff_t>(wanted));
        list_section_ = s;
    }

    bool has_pledge_text(const section& s) const {
        return has(s.kinds, section_kind::pledges) || has(s.kinds, section_kind::areas);
    }

    void read_section(std::size_t s) {
        const auto& section = doc_.sections[s];
        if (section.parent != s) return;
        if (is_area_[s]) {
            found_area area;
            area.name = section.name;
            read_sentences(s, area);
            for (const auto child : children_[s])
                read_sentences(child, area);
            if (!area.pledges.empty() || !is_known(area.name)) out_.all.push_back(std::move(area));
            return;
        }
        // Under a heading that areas follow stands what introduces them.
        if (!has_pledge_text(section) || any_area_ || (!listed_.empty() && list_section_ == s)) return;
        read_pledge_list(s);
    }

    // Pledges under "Polisens åtaganden" and "Kommunens åtaganden" stand in one area that has no name.
    void merge_unnamed() {
        found_area* first = nullptr;
        for (auto& area : out_.all) {
            if (!area.led) continue;
            if (!first) {
                first = &area;
                continue;
            }
            first->pledges.insert(first->pledges.end(), area.pledges.begin(), area.pledges.end());
            first->background.insert(first->background.end(), area.background.begin(), area.background.end());
            area = {};
        }
        std::erase_if(out_.all, [&](const found_area& a) {
            return first && !a.led && a.name.empty() && a.pledges.empty() && a.background.empty();
        });
    }

    // The plan has the same headings once more.
    bool is_known(range name) const {
        return std::any_of(out_.all.begin(), out_.all.end(),
                           [&](const found_area& a) { return is_same_name(t_, a.name, name); });
    }

    void read_sentences(std::size_t s, found_area& area) {
        const auto r = sentences_of(s);
        pledges_.begin_list(doc_.sections[s]);
        for (auto i = r.first; i < r.last; ++i)
            pledges_.read(i, area);
    }

    // A list of pledges with no headings among them: an area each where their number was announced.
    void read_pledge_list(std::size_t s) {
        const auto wanted = static_cast<std::size_t>(out_.announced);
        auto groups = grouped(s, false);
        if (wanted > 1 && groups.size() != wanted)
            if (auto finer = grouped(s, true); finer.size() == wanted) groups = std::move(finer);
        if (groups.empty()) return;
        const auto named = static_cast<std::size_t>(
            std::count_if(groups.begin(), groups.end(), [](const found_area& g) { return !g.name.empty(); }));
        if (groups.size() == wanted || named * 2 > groups.size() || (paired_ && groups.size() >= fewest_pairs)) {
            for (auto& g : groups) {
                if (g.name.empty() && groups.size() == wanted) g.name = g.label;
                out_.all.push_back(std::move(g));
            }
            return;
        }
        found_area one;
        one.led = doc_.sections[s].leads;
        for (auto& g : groups) {
            one.pledges.insert(one.pledges.end(), g.pledges.begin(), g.pledges.end());
            one.background.insert(one.background.end(), g.background.begin(), g.background.end());
        }
        out_.all.push_back(std::move(one));
    }

    // The pledges of a section by items and paragraphs; `finer`: also within a paragraph, what leads to a pledge with
    // it.
    std::vector<found_area> grouped(std::size_t s, bool finer) {
        const auto r = sentences_of(s);
        std::vector<found_area> groups;
        std::size_t block = doc_.blocks.size();
        paired_ = is_paired(r);
        pledges_.begin_list(doc_.sections[s]);
        for (auto i = r.first; i < r.last; ++i) {
            const auto& sentence = doc_.sentences[i];
            const bool next =
                finer && !groups.empty() && !groups.back().pledges.empty() && !pledges_.continues(sentence.words);
            // "Du har sagt: …" and below it "Vi lovar: …" belong together.
            const bool below_label = paired_ && !groups.empty() && sentence.block != block && !begins_pair(sentence);
            if ((sentence.block != block && !below_label) || next) {
                pledges_.begin_group(i, sentence.block != block);
                block = sentence.block;
                groups.emplace_back();
                groups.back().name = run_in_name(t_, sentence.words, parties_);
                const bool goes_on = !sentence.ends_block && sentence.begins_block;
                if (t_.is(sentence.words.last - 1, ".") && !goes_on) std::swap(groups.back().name, groups.back().label);
                if (groups.back().name.empty() && goes_on && doc_.blocks[block].number > 0)
                    groups.back().name = state_as_name(t_, sentence.words, parties_);
            }
            pledges_.read(i, groups.back());
        }
        std::erase_if(groups, [](const found_area& g) { return g.pledges.empty(); });
        return groups;
    }

    bool is_paired(range sentences) const {
        std::size_t pairs = 0;
        for (auto i = sentences.first; i < sentences.last; ++i)
            pairs += begins_pair(doc_.sentences[i]);
        return pairs >= fewest_pairs;
    }

    // "Du har sagt: …", "Problem: …": a label for what the promise below answers to.
    bool begins_pair(const sentence& x) const {
        if (!x.begins_block || doc_.blocks[x.block].kind == block_kind::bullet) return false;
        for (auto i = x.words.first; i < x.words.last && i <= x.words.first + most_pair_words; ++i)
            if (t_.is(i, ":"))
                return t_.any({x.words.first, i}, tag::sec_basis) || t_.any({x.words.first, i}, tag::sec_problem);
        return false;
    }

    // The listed names and the headed areas are the same areas.
    void merge_list() {
        if (listed_.empty()) return;
        std::vector<found_area> listed;
        for (const auto& words : listed_) {
            found_area area;
            area.name = short_name(t_, words);
            if (area.name.last != words.last) area.background.push_back(words);
            listed.push_back(std::move(area));
        }
        std::vector<range> names;
        for (const auto& a : listed)
            names.push_back(a.name);
        const area_index index{t_, names};
        std::vector<bool> taken(listed.size());
        std::vector<found_area> others;
        for (auto& area : out_.all) {
            const auto at = area.name.empty() ? std::nullopt : index.best(t_, area.name);
            if (!at || taken[*at]) {
                if (area.name.empty()) share_out(area, index, listed);
                if (!area.name.empty() || !area.pledges.empty()) others.push_back(std::move(area));
                continue;
            }
            taken[*at] = true;
            area.name = listed[*at].name;
            listed[*at] = std::move(area);
        }
        out_.all = std::move(listed);
        for (auto& area : others)
            out_.all.push_back(std::move(area));
    }

    // Pledges that stand under no heading go to the listed area that they speak of.
    void share_out(found_area& from, const area_index& index, std::vector<found_area>& listed) const {
        std::vector<found_pledge> rest;
        for (auto& p : from.pledges) {
            if (const auto at = index.best(t_, p.words))
                listed[*at].pledges.push_back(std::move(p));
            else
                rest.push_back(std::move(p));
        }
        from.pledges = std::move(rest);
    }

    // No heading at all speaks of pledges: whatever a party promises with "lovar" or so that it can be counted.
    void read_loose() {
        found_area one;
        for (std::size_t s = 0; s < doc_.sections.size(); ++s) {
            const auto& section = doc_.sections[s];
            if (has(section.kinds, section_kind::basis) || has(section.kinds, section_kind::contact) ||
                has(section.kinds, section_kind::plan) || has(section.kinds, section_kind::aims) ||
                has(section.kinds, section_kind::follow_up) || has(section.kinds, section_kind::feedback) ||
                has(section.kinds, section_kind::validity))
                continue;
            const auto r = sentences_of(s);
            if (is_paired(r))
                read_pledge_list(s);
            else
                read_sentences(s, one);
        }
        std::erase_if(one.pledges, [&](const found_pledge& p) {
            return p.by.empty() || !(t_.any(p.words, tag::pledge_verb) || p.modality == modality::effort ||
                                     tells_how_much(t_, p.words));
        });
        one.background.clear();
        if (!one.pledges.empty()) out_.all.push_back(std::move(one));
    }

    const manuscript& t_;
    const outline& doc_;
    const std::vector<sentence_role>& roles_;
    const found_parties& parties_;
    std::vector<range> by_section_;
    std::vector<std::vector<std::size_t>> children_;
    std::vector<bool> is_area_;
    bool any_area_ = false;
    std::vector<range> listed_;
    std::size_t list_section_ = 0;
    bool paired_ = false; // the list being read has what was said above each promise
    pledge_reader pledges_;
    found_areas out_;
};

} // namespace

found_areas find_areas(const manuscript& text, const outline& doc, const std::vector<sentence_role>& roles,
                       const found_parties& parties) {
    return area_finder{text, doc, roles, parties}.run();
}

} // namespace reading::doc
