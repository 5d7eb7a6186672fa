// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine says to people: a sentence with places for what it speaks of. The sentence is its own key,
// so that the window can look up a translation, which may put the arguments in another order; the command
// line prints the English. The places are those of {fmt}, checked when it is compiled; arguments are
// formatted when the message is made, or are messages themselves, as in "{file}: {why}".
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace pellucid::engine {

class Message {
 public:
  /// Says nothing.
  Message() = default;
  /// What no catalogue can know: words of a file, of the system, of a bug. All else is made by message() and
  /// counted().
  static Message untranslated(std::string text);
  /// A number that is a list's element, or stands alone: written as every other number is.
  template <class Number>
  static Message number(Number value) {
    return argument(fmt::format("{}", value), true);
  }

  /// In English.
  const std::string& text() const { return m_text; }
  bool empty() const { return m_text.empty(); }

  /// The sentence with its places, as the sources have it; of several forms the plural. Empty when
  /// untranslated.
  std::string_view key() const { return m_key; }
  /// The number that chooses among the forms of the sentence, where it has several.
  std::optional<std::int64_t> count() const { return m_count; }
  /// The form of the sentence that text() is made of.
  std::string_view english() const { return m_english; }

  /// A number among the arguments of a sentence; text() is how the sentence wants it formatted.
  bool isNumber() const { return m_isNumber; }

  /// Gives the sentence, in another language, to say what a message says; of a number, how it is written.
  using Translate = std::function<std::string(const Message&)>;
  /// As text(), with each sentence and number replaced, those of the arguments too. Places that a translation
  /// names and that are not there stay as they are: a wrong catalogue must not end the program.
  std::string textBy(const Translate& translate) const;

  friend bool operator==(const Message&, const Message&) = default;

  /// For message() and counted(), whose template parameters check what is given here.
  static Message made(std::string_view key, std::string_view english, std::optional<std::int64_t> count,
                      std::vector<Message> arguments);
  template <class Argument>
  static Message argument(std::string_view sentence, std::size_t index, const Argument& value) {
    if constexpr (std::is_same_v<Argument, Message>)
      return value;
    else
      return argument(fmt::vformat(placeOf(sentence, index), fmt::make_format_args(value)),
                      kIsNumber<Argument>);
  }

 private:
  template <class T>
  static constexpr bool kIsNumber =
      std::is_arithmetic_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>;
  static Message argument(std::string formatted, bool isNumber);
  /// "{:.4g}": how the sentence wants an argument formatted.
  static std::string placeOf(std::string_view sentence, std::size_t index);

  std::string_view m_key;      // a literal, as all sentences
  std::string_view m_english;  // likewise
  std::optional<std::int64_t> m_count;
  std::vector<Message> m_arguments;
  std::string m_text;
  bool m_isNumber = false;
};

}  // namespace pellucid::engine

namespace fmt {

/// In English, for the command line.
template <>
struct formatter<pellucid::engine::Message> : formatter<string_view> {
  format_context::iterator format(const pellucid::engine::Message& message, format_context& context) const;
};

}  // namespace fmt

namespace pellucid::engine {

/// message("{} has {} bytes.", file, size)
template <class... Args>
Message message(fmt::format_string<Args...> sentence, Args&&... args) {
  const fmt::string_view words = sentence;
  const std::string_view key(words.data(), words.size());
  [[maybe_unused]] std::size_t index = 0;
  return Message::made(key, key, std::nullopt, {Message::argument(key, index++, args)...});
}

/// counted(n, "{} sample is left.", "{} samples are left.", n): the first form for 1, in English. Both use
/// the same arguments, formatted as the second asks.
template <class... Args>
Message counted(std::int64_t count, fmt::format_string<Args...> one, fmt::format_string<Args...> many,
                Args&&... args) {
  const fmt::string_view singular = one;
  const fmt::string_view plural = many;
  const std::string_view key(plural.data(), plural.size());
  [[maybe_unused]] std::size_t index = 0;
  return Message::made(key, count == 1 ? std::string_view(singular.data(), singular.size()) : key, count,
                       {Message::argument(key, index++, args)...});
}

/// "this, that, the other"
Message listed(const std::vector<Message>& parts);
/// One sentence after another; a message that says nothing is left out.
Message followed(const Message& before, const Message& next);

}  // namespace pellucid::engine
