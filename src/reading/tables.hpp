#pragma once

#include "base/message.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

// The tables of words (lexicon/*.tsv) that a text is read by: those of the program, or changed ones that somebody
// tries.
namespace reading {

class lexicon;
namespace doc {
class word_tags;
}

struct table_file {
    std::string name; // "time.tsv"
    std::string bytes;
};

// A line that cannot be used, with what to do about it.
struct table_fault {
    std::string file;
    std::size_t line = 0; // from 1; 0: the file as a whole
    base::message text;
};

class tables {
  public:
    // The program's own files, by name.
    static std::vector<table_file> own_files();
    static const tables& own();

    // The program's files, each of `changed` instead of its namesake. With faults there are no tables.
    struct made {
        std::unique_ptr<const tables> all;
        std::vector<table_fault> faults;
    };
    static made with(const std::vector<table_file>& changed);

    explicit tables(std::vector<table_file> files); // without faults
    ~tables();
    tables(const tables&) = delete;

    const lexicon& phrases() const { return *phrases_; }
    const doc::word_tags& structure() const { return *structure_; }

  private:
    std::vector<table_file> files_; // the entries point into them
    std::unique_ptr<lexicon> phrases_;
    std::unique_ptr<doc::word_tags> structure_;
};

// All that is wrong with files of those names; the sentences are keys of the translation files.
std::vector<table_fault> faults_of(const std::vector<table_file>& files);

// What a text is read by, and where it is told how: both may be left out.
struct trace;
struct manner {
    const tables* by = nullptr; // null: the program's own
    trace* told = nullptr;      // null: nothing is told, and telling costs nothing

    const tables& words() const { return by ? *by : tables::own(); }
};

} // namespace reading
