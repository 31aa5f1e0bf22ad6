#include "store/log_done.hpp"

#include "db/statement.hpp"
#include "store/log.hpp"
#include "store/log_matter.hpp"
#include "store/pledge.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <thread>

// A country's log, read for judging: no text is kept, and what the rules make of what an entry is about is asked of
// them once for each.
namespace store {
namespace {

constexpr std::int32_t no_owner = -1;
constexpr auto unlimited = std::numeric_limits<double>::infinity();

class done_reader {
  public:
    done_reader(const reading::document& document, const std::vector<matter>& matters, std::int64_t rows) {
        for (const auto& m : matters)
            meanings_.push_back(meaning_of(document, m));
        done_.reserve(static_cast<std::size_t>(rows));
        place_of_.reserve(static_cast<std::size_t>(rows) + 1);
    }

    void add(const db::statement_core& row) {
        const auto number = row.integer(0);
        const auto kind = row.is_null(1) ? core::entry_kind::entry : static_cast<core::entry_kind>(row.integer(1));
        if (kind == core::entry_kind::entry) {
            if (const auto index = static_cast<std::size_t>(number); place_of_.size() <= index)
                place_of_.resize(index + 1, none);
            place_of_[static_cast<std::size_t>(number)] = done_.size();
            done_.push_back(entry_of(row, number));
            return;
        }
        const auto about = db::column<std::optional<std::int64_t>>(row, 2);
        if (!about || static_cast<std::size_t>(*about) >= place_of_.size()) return;
        const auto place = place_of_[static_cast<std::size_t>(*about)];
        if (place == none) return;
        if (kind == core::entry_kind::correction) {
            done_[place] = entry_of(row, number);
        } else {
            // Gone for good, whatever corrections follow.
            done_[place].owner = no_owner;
            place_of_[static_cast<std::size_t>(*about)] = none;
        }
    }

    std::vector<core::done_entry> finished() {
        std::erase_if(done_, [](const core::done_entry& d) { return d.owner == no_owner; });
        return std::move(done_);
    }

    core::done_entry entry_of(const db::statement_core& row, std::int64_t number) const {
        auto d = meanings_.at(static_cast<std::size_t>(row.integer(3) - 1));
        d.row = number;
        d.on = row.date(4);
        d.low = row.is_null(5) ? 0 : row.real(5);
        d.high = row.is_null(6) ? d.low : row.real(6);
        d.about = !row.is_null(7);
        if (!row.is_null(8)) d.hours = static_cast<decltype(d.hours)>(row.real(8));
        return d;
    }

  private:
    static constexpr auto none = std::numeric_limits<std::size_t>::max();

    static core::done_entry meaning_of(const reading::document& document, const matter& m) {
        core::log_entry e;
        give(e, m);
        const auto made = core::done_entries(document, {e});
        if (!made.empty()) return made.front();
        core::done_entry unknown;
        unknown.owner = no_owner;
        return unknown;
    }

    std::vector<core::done_entry> meanings_; // by matter
    std::vector<core::done_entry> done_;
    std::vector<std::size_t> place_of_; // by row: where its entry stands in done_
};

// Rows after `known`, up to `last`. What an entry mostly is comes as nothing: a server takes most of its time to write
// out what is there, and counting the country's verdicts reads two million.
auto rows_between(db::reader& r, std::int64_t pledge, std::int64_t known, std::int64_t last) {
    auto entries = r.on().prepare(R"(
        select number, nullif(kind, 0), about, matter, done_on,
               low, nullif(coalesce(high, $2), low), nullif(approximate, false), hours
        from log_entry
        where document = $1 and number > $3 and number <= $4
        order by number)");
    db::bind_value(*entries, 1, pledge);
    db::bind_value(*entries, 2, unlimited);
    db::bind_value(*entries, 3, known);
    db::bind_value(*entries, 4, last);
    return entries;
}

std::vector<std::int64_t> documents(db::reader& r) {
    std::vector<std::int64_t> all;
    for (const auto [id] : db::select<std::int64_t>(r, "select id from document order by id"))
        all.push_back(id);
    return all;
}

using each_pledge = std::function<void(std::int64_t pledge, const reading::document&, std::vector<core::done_entry>)>;

void one_pledge(db::reader& r, std::int64_t pledge, const each_pledge& each) {
    const auto body = db::find<std::string, std::string>(r, R"(
        select d.slug, v.body
        from document d
        join document_version v on v.document = d.id and v.number = d.version
        where d.id = $1)",
                                                         pledge);
    if (!body) return;
    const auto document = stored_document(std::get<1>(*body), std::get<0>(*body));
    const auto rows = db::find<std::int64_t>(r, "select log_rows from document where id = $1", pledge).value_or(0);
    each(pledge, document, done_of(r, pledge, document, rows));
}

} // namespace

std::vector<core::done_entry> done_of(db::reader& r, std::int64_t pledge, const reading::document& document,
                                      std::int64_t last) {
    done_reader done{document, matters_of(r, pledge), last};
    auto entries = rows_between(r, pledge, 0, last);
    while (entries.step())
        done.add(*entries);
    return done.finished();
}

bool add_done_after(db::reader& r, std::int64_t pledge, const reading::document& document, std::int64_t known,
                    std::int64_t last, std::vector<core::done_entry>& done) {
    const auto before = done.size();
    const done_reader read{document, matters_of(r, pledge), 0};
    auto entries = rows_between(r, pledge, known, last);
    while (entries.step()) {
        if (!entries->is_null(1)) {
            done.resize(before);
            return false;
        }
        if (auto one = read.entry_of(*entries, entries->integer(0)); one.owner != no_owner) done.push_back(one);
    }
    return true;
}

void for_each_pledge_done(db::reader& r, const each_pledge& each) {
    for (const auto pledge : documents(r))
        one_pledge(r, pledge, each);
}

void for_each_pledge_done(db::database& database, unsigned threads, const each_pledge& each) {
    auto first = database.read();
    const auto all = documents(first);
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::exception_ptr problem;
    const auto work = [&](db::reader& r) {
        try {
            for (auto i = next++; i < all.size(); i = next++)
                one_pledge(r, all[i], each);
        } catch (...) {
            next = all.size();
            const std::lock_guard lock{mutex};
            if (!problem) problem = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned n = 1; n < threads; ++n)
            others.emplace_back([&] {
                try {
                    auto r = database.read();
                    work(r);
                } catch (...) {
                    const std::lock_guard lock{mutex};
                    if (!problem) problem = std::current_exception();
                }
            });
        work(first);
    }
    if (problem) std::rethrow_exception(problem);
}

} // namespace store
