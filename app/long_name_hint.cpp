// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/long_name_hint.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace pellucid::app {
namespace {

struct LongNameText {
  Q_DECLARE_TR_FUNCTIONS(LongNameText)
};

/// The length of the name that the file would get, with its ending.
qsizetype bytesOfName(const QFileDialog& dialog, const QString& typed) {
  QString name = typed.section(QLatin1Char('/'), -1);
  if (!dialog.defaultSuffix().isEmpty() && !name.contains(QLatin1Char('.')))
    name += QLatin1Char('.') + dialog.defaultSuffix();
  return name.toUtf8().size();
}

}  // namespace

void explainLongNames(QFileDialog& dialog) {
  auto* name = dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
  auto* grid = qobject_cast<QGridLayout*>(dialog.layout());
  if (name == nullptr || grid == nullptr) return;
  auto* hint = new QLabel(
      LongNameText::tr("The name of a file can't be that long. Shorten it, and the file can be saved."));
  hint->setObjectName(QStringLiteral("LongNameHint"));
  hint->setWordWrap(true);
  hint->hide();
  grid->addWidget(hint, grid->rowCount(), 0, 1, grid->columnCount());
  constexpr qsizetype kMostBytes = 255;  // on all usual file systems
  const auto explain = [hint, &dialog](const QString& typed) {
    hint->setVisible(bytesOfName(dialog, typed) > kMostBytes);
  };
  QObject::connect(name, &QLineEdit::textChanged, hint, explain);
  explain(name->text());
}

}  // namespace pellucid::app
