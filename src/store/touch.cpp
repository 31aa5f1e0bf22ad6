#include "store/touch.hpp"

#include "base/clock.hpp"
#include "db/statement.hpp"

#include <fmt/format.h>

namespace store {

core::moment now() { return base::clock{}.now(); }

void touch(db::transaction& t, std::int64_t document, core::moment now) {
    const auto changed = db::run(t, R"(
        update document
        set revision = revision + 1, changed_at = $2
        where id = $1)",
                                 document, now);
    if (changed == 0) no_such_document(document);
}

void no_such_document(std::int64_t document) {
    throw db::error{db::error_class::foreign_key, "document", fmt::format("there is no document {}", document)};
}

} // namespace store
