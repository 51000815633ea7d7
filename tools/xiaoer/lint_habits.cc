#include "tools/xiaoer/lint_habits.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "engine/match/ast_analysis.h"
#include "engine/match/template_parser.h"

namespace xiaoer {
namespace {

bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }

class SignCheck {
 public:
  SignCheck(const TemplateSource& source, Diagnostics& diagnostics)
      : source_(source), text_(source.text), diagnostics_(diagnostics) {}

  void Run() {
    for (std::size_t i = 0; i < text_.size(); i += Step(i)) {
    }
  }

 private:
  char At(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  // Looks at byte `i`; returns how many bytes are dealt with.
  std::size_t Step(std::size_t i) {
    switch (text_[i]) {
      case '\\':
        if (IsAsciiLetter(At(i + 1))) {
          Habit(i, text_.substr(i, 2), "the letter " + std::string(1, At(i + 1)),
                "{number} reads a number; an expression can stand alone as /…/");
        }
        return 2;
      case '*':
      case '+':
        Habit(i, text_.substr(i, 1), "that character itself",
              "… stands for up to six characters, [a] for what may be left out");
        return 1;
      case '?':
        QuestionMark(i);
        return 1;
      case '.':
        return Dots(i);
      case '[':
        if (At(i + 1) == '^') {
          Habit(i, "[^", "the start of a clause, in brackets that may be left out",
                "write !(a|b) for what must not stand there");
        }
        return 1;
      default:
        break;
    }
    constexpr std::string_view kTwoGaps = "……";  // how a Chinese keyboard writes an ellipsis
    if (!text_.compare(i, kTwoGaps.size(), kTwoGaps)) {
      diagnostics_.Warning(match::LocationAt(source_, i),
                           "「……」 is two gaps: up to twelve characters",
                           "write one …, or …{0,12} if twelve are meant");
      return kTwoGaps.size();
    }
    return 1;
  }

  // Alone it is a question mark that the buyer writes, as in (吗|?).
  void QuestionMark(std::size_t i) {
    const char before = i == 0 ? '\0' : text_[i - 1];
    if (before == ')' || before == ']' || before == '>' || before == '}') {
      Habit(i, "?", "a question mark that the buyer writes",
            "write [a] for what may be left out, \\? for the question mark");
    } else if (before == '(' && At(i + 1) == ':') {
      Habit(i, "?:", "these two characters", "brackets never capture here: leave it out");
    }
  }

  std::size_t Dots(std::size_t i) {
    const char after = At(i + 1);
    if (after == '*' || after == '+' || after == '?') {
      Habit(i, text_.substr(i, 2), "these two characters",
            "… stands for up to six characters, …{0,12} for up to twelve");
      return 2;
    }
    std::size_t end = i + 1;
    while (At(end) == '.') ++end;
    if (end - i > 1) {
      diagnostics_.Warning(match::LocationAt(source_, i),
                           "「" + text_.substr(i, end - i) + "」 means these dots, not a gap",
                           "a gap is the one character …");
    } else if (i == 0 || !IsAsciiDigit(text_[i - 1]) || !IsAsciiDigit(after)) {
      Habit(i, ".", "a full stop that the buyer writes",
            "…{1,1} stands for any one character, \\. for the full stop");
    }
    return end - i;
  }

  void Habit(std::size_t byte, const std::string& written, const std::string& meaning,
             std::string hint) {
    diagnostics_.Warning(match::LocationAt(source_, byte),
                         "「" + written + "」 means " + meaning + " here, not what it means in a " +
                             "regular expression",
                         std::move(hint));
  }

  const TemplateSource& source_;
  const std::string& text_;
  Diagnostics& diagnostics_;
};

}  // namespace

void CheckSigns(const TemplateSource& source, Diagnostics& diagnostics) {
  SignCheck(source, diagnostics).Run();
}

void CheckCharacterClass(const TemplateSource& source, const match::Node& optional,
                         Diagnostics& diagnostics) {
  const auto texts = match::ExactTexts(optional.children.front(), 2, false);
  if (!texts || texts->size() != 1 || texts->front().size() < 2) return;
  static constexpr std::u16string_view kParticles = u"吗么呢吧啊呀嘛哦不没啦哈呗了的我你您个点些";
  const std::u16string& text = texts->front();
  const bool particles = std::all_of(text.begin(), text.end(), [](char16_t unit) {
    return kParticles.find(unit) != std::u16string_view::npos;
  });
  static const std::set<std::u16string> kWords = {u"没了", u"不了", u"点的", u"个的", u"你的",
                                                  u"我的", u"您的", u"了吗", u"的吗", u"了没",
                                                  u"的了", u"了的", u"些的", u"点了", u"了不"};
  const bool dash = text.size() == 3 && text[1] == u'-';
  if (!dash && (!particles || kWords.count(text) > 0)) return;
  const std::string written =
      source.text.substr(optional.source_begin, optional.source_end - optional.source_begin);
  diagnostics.Warning(match::LocationAt(source, optional.source_begin),
                      "「" + written +
                          "」 is one word that may be left out, not one of these "
                          "characters",
                      "write [a|b] for one of several");
}

}  // namespace xiaoer
