// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences that the engine addresses to people, with placeholders for arguments. The sentence is its own
// key, so that the window can look up a translation, which may put the arguments in another order; the
// command line prints the English. The placeholders are those of {fmt}, checked at compile time; arguments
// are formatted when the message is made, or are messages themselves, as in "{file}: {why}".
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
  /// Text that no catalogue can contain: words from a file, from the system, from a bug. All else is made by
  /// message() and counted().
  static Message untranslated(std::string text);
  /// A number that is an element of a list, or stands alone: formatted like every other number.
  template <class Number>
  static Message number(Number value) {
    return argument(fmt::format("{}", value), true);
  }

  /// In English.
  const std::string& text() const { return m_text; }
  bool empty() const { return m_text.empty(); }

  /// The sentence with its placeholders, as in the sources; the plural where there are several forms. Empty
  /// when untranslated.
  std::string_view key() const { return m_key; }
  /// The number that chooses the form of the sentence, where there are several.
  std::optional<std::int64_t> count() const { return m_count; }
  /// The form of the sentence that text() is made from.
  std::string_view english() const { return m_english; }

  /// Whether this is a number among the arguments of a sentence; text() is then formatted as the sentence
  /// specifies.
  bool isNumber() const { return m_isNumber; }

  /// Returns a message's sentence in another language, or a number as written there.
  using Translate = std::function<std::string(const Message&)>;
  /// Like text(), with each sentence and number replaced, including those of the arguments. Placeholders of a
  /// translation that match no argument stay as they are: a wrong catalogue must not end the program.
  std::string textBy(const Translate& translate) const;

  friend bool operator==(const Message&, const Message&) = default;

  /// For message() and counted(), whose template parameters check these arguments.
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
  /// "{:.4g}": how the sentence formats an argument.
  static std::string placeOf(std::string_view sentence, std::size_t index);

  std::string_view m_key;      // a literal, like all sentences
  std::string_view m_english;  // a literal, too
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
/// the same arguments, formatted as the second specifies.
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
/// The two sentences one after the other; an empty message is left out.
Message followed(const Message& before, const Message& next);

}  // namespace pellucid::engine
