#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vectors {

// An input file: columns by name. A column that is not there is a fault of the set, and throws.
class table {
  public:
    static table read(const std::filesystem::path& file);

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] const std::vector<std::string>& text(std::string_view name) const;
    [[nodiscard]] std::vector<double> numbers(std::string_view name) const; // empty and NA: NaN

  private:
    [[nodiscard]] std::optional<std::size_t> find(std::string_view name) const;
    std::size_t rows_ = 0;
    std::vector<std::string> names_;
    std::vector<std::vector<std::string>> columns_;
};

// A field of an output file. Numbers in the shortest form that reads back to the same double; NaN and Inf as R has
// them.
struct cell {
    cell(double x);                             // NOLINT(google-explicit-constructor)
    cell(std::string x) : text(std::move(x)) {} // NOLINT(google-explicit-constructor)
    cell(const char* x) : text(x) {}            // NOLINT(google-explicit-constructor)
    cell(bool x) : text(x ? "1" : "0") {}       // NOLINT(google-explicit-constructor)
    std::string text;
};
inline const char* const na = "NA";
// NaN where R writes NA.
cell or_na(double x);

struct sheet {
    std::vector<std::string> names;
    std::vector<std::vector<cell>> rows;
    // CSV with the columns in the order of `columns`; throws where one is missing.
    void write(const std::filesystem::path& file, const std::vector<std::string>& columns) const;
};

// Distinct values in the C locale's order, as R's factor() has its levels, and each row's level.
struct levels {
    explicit levels(const std::vector<std::string>& values);
    std::vector<std::string> names;
    std::vector<std::int32_t> code;
    [[nodiscard]] std::int32_t count() const { return static_cast<std::int32_t>(names.size()); }
    [[nodiscard]] std::int32_t at(std::string_view name) const; // −1: none such
};

} // namespace vectors
