// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/test_image_page.h"

#include <QEvent>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/theme/icons.h"

namespace pellucid::ui {
namespace {

QToolButton* stepButton(const QString& name, const QString& toolTip) {
  auto* button = new QToolButton;
  button->setAccessibleName(name);
  button->setToolTip(toolTip);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setAutoRepeat(true);
  return button;
}

}  // namespace

TestImagePage::TestImagePage(QWidget* parent)
    : QWidget(parent),
      m_pixels(new PixelView),
      m_caption(new QLabel),
      m_answer(new AnswerLabel),
      m_previous(stepButton(tr("Previous test image"), tr("The test image before this one"))),
      m_index(new QSpinBox),
      m_next(stepButton(tr("Next test image"), tr("The test image after this one"))),
      m_which(new QComboBox) {
  m_pixels->setAccessibleName(tr("Test image"));
  m_caption->setTextFormat(Qt::PlainText);
  m_caption->setWordWrap(true);
  m_caption->setProperty("muted", true);
  m_caption->setToolTip(
      tr("Test images never take part in training, so they tell whether the network has learned something "
         "general. "
         "The label is the class that people gave the image."));

  m_index->setKeyboardTracking(false);  // go to 123, and not to 1 and 12 on the way
  m_index->setAccelerated(true);
  m_index->setRange(0, 0);
  m_index->setAlignment(Qt::AlignCenter);
  m_index->setButtonSymbols(QAbstractSpinBox::NoButtons);
  m_index->setToolTip(
      tr("The number of the test image, counted from 0 as in its file. Type one and press Enter."));

  m_which->addItem(tr("All test samples"), QVariant::fromValue(engine::Answer::Any));
  m_which->addItem(tr("Only right answers"), QVariant::fromValue(engine::Answer::Right));
  m_which->addItem(tr("Only wrong answers"), QVariant::fromValue(engine::Answer::Wrong));
  m_which->setToolTip(
      tr("Which images the two arrows stop at. The wrong ones teach the most: would you have known?"));

  auto* goTo = new QLabel(tr("&Sample"));
  goTo->setBuddy(m_index);
  auto* which = new QLabel(tr("Sho&w"));
  which->setBuddy(m_which);

  auto* browse = new QGridLayout;
  browse->setHorizontalSpacing(6);
  browse->addWidget(goTo, 0, 0);
  browse->addWidget(m_previous, 0, 1);
  browse->addWidget(m_index, 0, 2);
  browse->addWidget(m_next, 0, 3);
  browse->addWidget(which, 1, 0);
  browse->addWidget(m_which, 1, 1, 1, 3);
  browse->setColumnStretch(2, 1);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(m_pixels);
  layout->addLayout(browse);
  layout->addWidget(m_caption);
  layout->addWidget(m_answer);
  layout->addStretch();
  setIcons();

  connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
  connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
  connect(m_index, &QSpinBox::valueChanged, this, [this](int index) { emit indexRequested(index); });
}

TestImagePage::~TestImagePage() {
  m_index->disconnect(this);
}  // as in ~SamplePanel

void TestImagePage::show(const Moment& moment) {
  const engine::Shape& shape = moment.dataset->shape;
  m_pixels->setVisible(shape.isImage());
  if (shape.isImage()) m_pixels->show(moment.input.values, shape.height, shape.width);
  m_caption->setText(captionText(moment));
  m_answer->show(answerText(moment));
  const QSignalBlocker blocker(m_index);
  const auto last = static_cast<int>(moment.dataset->test.size()) - 1;
  if (m_index->maximum() != last) m_index->setRange(0, last);
  if (!moment.input.testIndex) return;  // a training image passes through; the page keeps its place
  // Not while a number is being typed.
  const auto index = static_cast<int>(*moment.input.testIndex);
  if (m_index->value() != index) m_index->setValue(index);
}

void TestImagePage::step(int direction) {
  emit stepRequested(direction, m_which->currentData().value<engine::Answer>());
}

void TestImagePage::setIcons() {
  m_previous->setIcon(icon("previous", themeOf(*this)));
  m_next->setIcon(icon("next", themeOf(*this)));
}

void TestImagePage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) setIcons();
}

}  // namespace pellucid::ui
