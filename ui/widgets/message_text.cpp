// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>

#include "ui/widgets/numbers.h"
#include "ui/widgets/window_words.h"

namespace pellucid::ui {
namespace {

constexpr int kUncounted = -1;  // the meaning that QCoreApplication::translate() gives it

/// Qt takes ints to choose among plural forms; no language has a separate form for numbers above that.
int countOf(const engine::Message& message) {
  constexpr std::int64_t kMost = std::numeric_limits<int>::max();
  return message.count() ? static_cast<int>(std::clamp<std::int64_t>(*message.count(), 0, kMost))
                         : kUncounted;
}

}  // namespace

std::string translated(const engine::Message& message) {
  if (message.isNumber()) return writtenNumber(QString::fromStdString(message.text())).toStdString();
  const char* words = windowWordsFor(message.key());
  if (words != nullptr) return QCoreApplication::translate("Engine", words).toStdString();
  const std::string key(message.key());
  const std::string text =
      QCoreApplication::translate("Engine", key.c_str(), nullptr, countOf(message)).toStdString();
  // Without a translation Qt returns the key, which is the plural where there are several forms.
  return text == key ? std::string(message.english()) : text;
}

QString messageText(const engine::Message& message) {
  return QString::fromStdString(message.textBy(translated));
}

}  // namespace pellucid::ui
