// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/message.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/numbers.h"

namespace pellucid::engine {
namespace {

/// A piece of a sentence: text, or a placeholder for an argument.
struct Piece {
  std::string_view text;             ///< as written; a placeholder includes its braces
  std::optional<std::size_t> index;  ///< of a placeholder
  std::string_view spec;             ///< after the colon of a placeholder
};

/// Takes the first piece off `rest`, which is not empty. Anything that is not a valid placeholder is text.
Piece takePiece(std::string_view& rest, std::size_t& next) {
  const auto take = [&rest](std::size_t size, std::size_t shown) {
    const Piece piece{.text = rest.substr(0, shown), .index = {}, .spec = {}};
    rest.remove_prefix(size);
    return piece;
  };
  if (rest.starts_with("{{") || rest.starts_with("}}")) return take(2, 1);
  if (rest[0] != '{') {
    const std::size_t end = std::min(rest.find_first_of("{}", 1), rest.size());
    return take(end, end);
  }
  const std::size_t end = rest.find('}');
  if (end == std::string_view::npos) return take(1, 1);
  const std::string_view inside = rest.substr(1, end - 1);
  const std::size_t colon = std::min(inside.find(':'), inside.size());
  const auto number = parseNumber<std::size_t>(inside.substr(0, colon));
  if (!number && colon > 0) return take(1, 1);
  Piece place = take(end + 1, end + 1);
  place.index = number ? *number : next++;
  place.spec = inside.substr(colon);
  return place;
}

template <class TextOf>
std::string filled(std::string_view sentence, const std::vector<Message>& arguments, const TextOf& textOf) {
  std::string text;
  std::size_t next = 0;
  while (!sentence.empty()) {
    const Piece piece = takePiece(sentence, next);
    if (piece.index && *piece.index < arguments.size())
      text += textOf(arguments[*piece.index]);
    else
      text += piece.text;
  }
  return text;
}

}  // namespace

Message Message::untranslated(std::string text) {
  Message message;
  message.m_text = std::move(text);
  return message;
}

Message Message::made(std::string_view key, std::string_view english, std::optional<std::int64_t> count,
                      std::vector<Message> arguments) {
  Message message;
  message.m_key = key;
  message.m_english = english;
  message.m_count = count;
  message.m_arguments = std::move(arguments);
  message.m_text = filled(english, message.m_arguments,
                          [](const Message& argument) -> const std::string& { return argument.text(); });
  return message;
}

Message Message::argument(std::string formatted, bool isNumber) {
  Message argument = untranslated(std::move(formatted));
  argument.m_isNumber = isNumber;
  return argument;
}

std::string Message::textBy(const Translate& translate) const {
  if (m_key.empty()) return m_isNumber ? translate(*this) : m_text;
  return filled(translate(*this), m_arguments,
                [&translate](const Message& argument) { return argument.textBy(translate); });
}

std::string Message::placeOf(std::string_view sentence, std::size_t index) {
  std::size_t next = 0;
  while (!sentence.empty())
    if (const Piece piece = takePiece(sentence, next); piece.index == index)
      return '{' + std::string(piece.spec) + '}';
  return "{}";
}

Message listed(const std::vector<Message>& parts) {
  Message list;
  for (const Message& part : parts) list = list.empty() ? part : message("{}, {}", list, part);
  return list;
}

Message followed(const Message& before, const Message& next) {
  if (before.empty() || next.empty()) return before.empty() ? next : before;
  return message("{} {}", before, next);
}

}  // namespace pellucid::engine

namespace fmt {

format_context::iterator formatter<pellucid::engine::Message>::format(
    const pellucid::engine::Message& message, format_context& context) const {
  return formatter<string_view>::format(message.text(), context);
}

}  // namespace fmt
