#include "intake/typed_labels.hpp"

#include "intake/laid_table.hpp"
#include "intake/pdf_page.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace intake {
namespace {

constexpr std::size_t least_apart = 2; // spaces between a label and its text
constexpr std::size_t most_label_words = 5;
constexpr std::size_t shortest_label = 3;  // letters of its first word
constexpr std::size_t fewest_repeated = 2; // labels that stand more than once
constexpr std::size_t widest_line = 1000;

using typed = std::vector<laid_word>;

struct typed_line {
    typed words;
    std::size_t text = 0; // the first word behind the only wide gap; 0 where there is none
    bool row = false;     // several stand apart
};

typed_line line_of(std::string_view line) {
    typed_line made;
    const bool has_tab = line.find('\t') != std::string_view::npos;
    // Without either there is neither a gap nor room for one before the first word.
    if (!has_tab && line.find("  ") == std::string_view::npos) return made;
    made.words = laid_words(line);
    if (line.size() > widest_line || has_tab) return made;
    for (std::size_t i = 1; i < made.words.size(); ++i) {
        if (made.words[i].at - made.words[i - 1].end() < least_apart) continue;
        made.row = made.text != 0;
        if (!made.row) made.text = i;
    }
    return made;
}

bool is_item_mark(const laid_word& w) {
    return w.text == U"-" || w.text == U"–" || w.text == U"•" || w.text == U"*" || w.text == U"·";
}

// "Vi lovar", no line to sign on and no "a)".
bool may_be_label(const typed& words, std::size_t end) {
    const auto first = words.front().text[0];
    return end <= most_label_words && words[end - 1].end() - words.front().at >= shortest_label &&
           base::fold_case(first) != first && words[end - 1].text.back() != U')';
}

// What is known of the lines whose second part begins at one letter.
struct column {
    struct told {
        std::string text;   // beside the label where it stood first
        bool again = false; // with another text: the head of a page repeats its own
    };
    std::map<std::string, told> labels;
    std::string last;
    bool broken = false; // a label follows itself, or rows of more cells stand there: a table's
};

class label_reader {
  public:
    explicit label_reader(std::string_view text) : source_{base::split(text, '\n')} {
        lines_.reserve(source_.size());
        for (const auto line : source_)
            lines_.push_back(line_of(line));
        for (const auto& line : lines_)
            note(line);
        std::size_t most = fewest_repeated - 1;
        for (const auto& [x, c] : columns_) {
            const auto repeated = static_cast<std::size_t>(
                std::count_if(c.labels.begin(), c.labels.end(), [](const auto& l) { return l.second.again; }));
            if (!c.broken && repeated > most) x_ = x, most = repeated;
        }
    }

    bool found() const { return x_ != 0; }

    std::string write() const {
        std::string made, line;
        const auto put = [&] {
            if (!line.empty()) made.append(line).append(1, '\n');
            line.clear();
        };
        bool open = false;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto& words = lines_[i].words;
            const auto text = lines_[i].text;
            const bool beside = open && text == 0 && !words.empty() && words.front().at == x_;
            if (labels(lines_[i])) {
                put();
                open = true;
                line = joined(words, 0, text);
                if (line.back() != ':' && line.back() != '?') line += ':';
                line += is_item_mark(words[text]) ? '\n' : ' ';
                line += joined(words, text, words.size());
            } else if (beside && !is_item_mark(words.front())) {
                pdf::append_line(line, joined(words, 0, words.size()));
            } else {
                put();
                open = beside;
                if (beside)
                    line = joined(words, 0, words.size());
                else
                    made.append(source_[i]).append(1, '\n');
            }
        }
        put();
        made.pop_back(); // the text had one line end less than lines
        return made;
    }

  private:
    void note(const typed_line& line) {
        if (line.text == 0) return;
        auto& c = columns_[line.words[line.text].at];
        if (line.row || !may_be_label(line.words, line.text)) {
            c.broken = true;
            return;
        }
        auto label = base::lower(joined(line.words, 0, line.text));
        auto text = joined(line.words, line.text, line.words.size());
        c.broken = c.broken || label == c.last || label == base::lower(text);
        auto& told = c.labels.try_emplace(label, column::told{text, false}).first->second;
        told.again = told.again || told.text != text;
        c.last = std::move(label);
    }

    bool labels(const typed_line& line) const { return line.text != 0 && !line.row && line.words[line.text].at == x_; }

    std::vector<std::string_view> source_;
    std::vector<typed_line> lines_;
    std::map<std::size_t, column> columns_; // by the letter that the texts begin at
    std::size_t x_ = 0;
};

} // namespace

std::string with_typed_labels(std::string text) {
    if (text.find("  ") == std::string::npos) return text;
    const label_reader labels{text};
    return labels.found() ? labels.write() : std::move(text);
}

} // namespace intake
