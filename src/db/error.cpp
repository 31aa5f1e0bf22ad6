#include "db/error.hpp"

#include <fmt/format.h>

namespace db {
namespace {

struct class_text {
    error_class kind;
    std::string_view name;
    std::string_view key;
    std::string_view english;
};

constexpr class_text texts[] = {
    {error_class::unique, "unique", "storage.unique", "the value stands already"},
    {error_class::foreign_key, "foreign_key", "storage.foreign_key", "what the row points to is absent"},
    {error_class::constraint, "constraint", "storage.constraint", "a rule of the database was broken"},
    {error_class::busy, "busy", "storage.busy", "the database is locked by another program"},
    {error_class::lost, "lost", "storage.lost", "there is no connection to the database"},
    {error_class::full, "full", "storage.full", "there is no room left for the database"},
    {error_class::read_only, "read_only", "storage.read_only", "the database may not be written"},
    {error_class::schema, "schema", "storage.schema", "the database is not of this program's schema"},
    {error_class::missing, "missing", "storage.missing", "there is no such database or folder"},
    {error_class::damaged, "damaged", "storage.damaged", "this is no database, or a damaged one"},
    {error_class::other, "other", "storage.other", "the database refused"},
};

const class_text& text_of(error_class kind) {
    for (const auto& t : texts)
        if (t.kind == kind) return t;
    throw std::logic_error{"an error class without a text"};
}

} // namespace

error::error(error_class kind, std::string_view subject, std::string_view detail, bool retry)
    : std::runtime_error{fmt::format("{}: {} ({})", subject, text_of(kind).english, detail)}, kind_{kind},
      text_{std::string{text_of(kind).key}, {{"database", std::string{subject}}, {"detail", std::string{detail}}}},
      retry_{retry} {}

error::error(error_class kind, base::message text, std::string_view detail)
    : std::runtime_error{std::string{detail}}, kind_{kind}, text_{std::move(text)} {}

std::string_view name(error_class kind) { return text_of(kind).name; }

} // namespace db
