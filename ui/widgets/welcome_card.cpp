// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/welcome_card.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "ui/theme/icons.h"
#include "ui/widgets/muted_label.h"

namespace pellucid::ui {

WelcomeCard::WelcomeCard(QWidget& stage) : QFrame(&stage) {
  setProperty("card", true);
  setAutoFillBackground(true);
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Welcome"));
  auto* title =
      new QLabel(tr("A network learns by adjusting numbers until its answers fit. Watch it do that."));
  title->setProperty("heading", true);
  title->setWordWrap(true);
  auto* close = new QToolButton;
  close->setIcon(icon(QStringLiteral("close"), themeOf(stage)));
  close->setAutoRaise(true);
  close->setToolTip(tr("Close this (Escape)"));
  close->setAccessibleName(tr("Close"));

  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(20, 16, 12, 18);
  grid->setHorizontalSpacing(16);
  grid->setVerticalSpacing(10);
  grid->addWidget(title, 0, 0, 1, 3);
  grid->addWidget(close, 0, 3, Qt::AlignTop);
  int column = 0;
  const auto addDoor = [&](const QString& name, const QString& what) {
    auto* button = new QPushButton(name);
    button->setMinimumHeight(36);
    auto* caption = mutedLabel(what);
    caption->setAlignment(Qt::AlignTop);
    grid->addWidget(button, 1, column);
    grid->addWidget(caption, 2, column);
    grid->setColumnStretch(column++, 1);
    return button;
  };
  QPushButton* learn = addDoor(tr("See it &learn"), tr("60,000 handwritten digits in a few seconds."));
  QPushButton* small = addDoor(
      tr("Begin &small…"), tr("Examples, from one unit whose numbers can be followed to whole networks."));
  QPushButton* own = addDoor(
      tr("&My data…"), tr("A table, a folder of pictures, points that you paint, or drawings of yours."));
  learn->setDefault(true);

  connect(small, &QPushButton::clicked, this, [this] { emit smallRequested(); });
  connect(learn, &QPushButton::clicked, this, [this] {
    hide();
    emit learnRequested();
  });
  connect(own, &QPushButton::clicked, this, [this] { emit dataRequested(); });
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  stage.installEventFilter(this);
  place();
}

void WelcomeCard::place() {
  const QSize room = parentWidget()->size() - QSize(24, 24);
  resize(sizeHint().expandedTo(minimumSizeHint()).boundedTo(room.expandedTo(minimumSizeHint())));
  move((parentWidget()->width() - width()) / 2, (parentWidget()->height() - height()) / 2);
}

bool WelcomeCard::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize) place();
  // The focus is on the network below it.
  if (watched == parentWidget() && event->type() == QEvent::KeyPress && isVisible() &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    hide();
    return true;
  }
  return QFrame::eventFilter(watched, event);
}

void WelcomeCard::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return hide();
  QFrame::keyPressEvent(event);
}

}  // namespace pellucid::ui
