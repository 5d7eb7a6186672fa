// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/after_dialogs.h"

#include <QApplication>
#include <QTimer>

namespace pellucid::ui {

void afterDialogs(QObject& context, std::function<void()> then) {
  if (QApplication::activeModalWidget() == nullptr) return then();
  // Qt sends no signal when a dialog that it shows itself ends.
  constexpr int kRetryMs = 50;
  QTimer::singleShot(kRetryMs, &context, [&context, then = std::move(then)]() mutable {
    afterDialogs(context, std::move(then));
  });
}

}  // namespace pellucid::ui
