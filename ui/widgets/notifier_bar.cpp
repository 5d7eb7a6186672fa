// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notifier_bar.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

#include "ui/theme/icons.h"

namespace pellucid::ui {
namespace {

constexpr int kIconSize = 20;
constexpr int kStripe = 4;
constexpr double kTint = 0.12;

constexpr int kSlack = 8;

/// Adds places where a long path or name may be broken, since a label never breaks inside a word.
QString breakable(const QString& text) {
  constexpr qsizetype kLongest = 24;  // characters without such a place
  const QChar zeroWidthSpace(0x200b);
  QStringList words = text.split(QLatin1Char(' '));
  for (QString& word : words) {
    if (word.size() <= kLongest) continue;
    QString broken;
    qsizetype whole = 0;
    for (const QChar character : word) {
      broken += character;
      ++whole;
      const bool isSeparator = character == QLatin1Char('/') || character == QLatin1Char('_');
      if ((whole < kLongest && !isSeparator) || character.isHighSurrogate()) continue;
      broken += zeroWidthSpace;
      whole = 0;
    }
    word = broken;
  }
  return words.join(QLatin1Char(' '));
}

}  // namespace

NotifierBar::NotifierBar(QWidget* parent)
    : QFrame(parent),
      m_layout(new QHBoxLayout(this)),
      m_icon(new QLabel),
      m_text(new QLabel),
      m_close(new QToolButton) {
  m_text->setTextFormat(Qt::PlainText);
  m_text->setWordWrap(true);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  m_close->setAutoRaise(true);
  m_close->setFocusPolicy(Qt::StrongFocus);
  m_close->setAccessibleName(tr("Close the message"));
  m_close->setToolTip(tr("Close the message (Escape)"));
  connect(m_close, &QToolButton::clicked, this, &NotifierBar::dismiss);

  m_layout->setContentsMargins(kStripe + 10, 8, 8, 8);
  m_layout->setSpacing(10);
  m_layout->addWidget(m_icon);
  m_layout->addWidget(m_text, 1);
  m_layout->addWidget(m_close);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  hide();
}

void NotifierBar::showMessage(const QString& message, Severity severity, const std::vector<Offer>& offers) {
  removeOffers();
  m_severity = severity;
  m_message = message;
  m_text->setText(breakable(message));
  for (const Offer& offer : offers) {
    QToolButton* button = addOffer();
    button->setText(offer.text);
    // The function may show the next message, so this one is dismissed first; `run` is a copy because the
    // button goes with it.
    connect(button, &QToolButton::clicked, this, [this, run = offer.run] {
      const auto runs = run;
      dismiss();
      runs();
    });
  }
  const QString role = severity == Severity::Info      ? tr("Message")
                       : severity == Severity::Warning ? tr("Warning")
                                                       : tr("Error");
  m_icon->setAccessibleName(role);
  setAccessibleName(role + ": " + message);
  setIcons();
  update();
  show();
  QAccessibleEvent alert(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&alert);
}

void NotifierBar::showMessage(const QString& message, Severity severity, QAction& action, QAction* another) {
  showMessage(message, severity);
  addOffer(action);
  if (another != nullptr) addOffer(*another);
}

void NotifierBar::addOffer(QAction& action) {
  QToolButton* button = addOffer();
  button->setDefaultAction(&action);
  button->setToolButtonStyle(Qt::ToolButtonTextOnly);
  // However it is triggered, unless that has already shown another message.
  connect(&action, &QAction::triggered, button, [this, button] {
    if (std::ranges::find(m_offers, button) != m_offers.end()) dismiss();
  });
}

QString NotifierBar::text() const {
  return m_message;
}

int NotifierBar::widthInOneLine() const {
  const int others = m_layout->sizeHint().width() - m_text->sizeHint().width();
  return others + m_text->fontMetrics().horizontalAdvance(m_text->text()) + kSlack;
}

void NotifierBar::dismiss() {
  hide();
  removeOffers();
  m_message.clear();
  m_text->clear();
  setAccessibleName({});
}

void NotifierBar::removeOffers() {
  for (QToolButton* button : m_offers) {
    button->hide();
    button->deleteLater();  // it may be the one that was clicked
  }
  m_offers.clear();
}

QToolButton* NotifierBar::addOffer() {
  auto* button = new QToolButton;
  button->setFocusPolicy(Qt::StrongFocus);
  m_layout->insertWidget(m_layout->count() - 1, button);
  setTabOrder(m_offers.empty() ? static_cast<QWidget*>(m_text) : m_offers.back(), button);
  setTabOrder(button, m_close);
  button->show();  // the bar may already be visible
  m_offers.push_back(button);
  return button;
}

QColor NotifierBar::colour() const {
  const Theme& theme = themeOf(*this);
  switch (m_severity) {
    case Severity::Info:
      return theme.accent;
    case Severity::Warning:
      return theme.positive;
    case Severity::Error:
      break;
  }
  return theme.wrong;
}

void NotifierBar::setIcons() {
  const Theme& theme = themeOf(*this);
  const QString name = m_severity == Severity::Info ? "info" : "warning";
  m_icon->setPixmap(icon(name, theme, colour()).pixmap(QSize(kIconSize, kIconSize), devicePixelRatio()));
  m_close->setIcon(icon("close", theme));
}

void NotifierBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape)
    dismiss();
  else
    QFrame::keyPressEvent(event);
}

void NotifierBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) setIcons();
}

void NotifierBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = themeOf(*this);
  painter.fillRect(rect(), theme.panel);
  QColor tint = colour();
  tint.setAlphaF(kTint);
  painter.fillRect(rect(), tint);
  painter.setPen(theme.border);
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
  painter.fillRect(0, 0, kStripe, height(), colour());
}

}  // namespace pellucid::ui
