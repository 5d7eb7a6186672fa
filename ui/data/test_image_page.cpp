// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/test_image_page.h"

#include <QEvent>
#include <QGridLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/icons.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

QToolButton* stepButton(const QString& name) {
  auto* button = new QToolButton;
  button->setAccessibleName(name);
  button->setFocusPolicy(Qt::StrongFocus);
  button->setAutoRepeat(true);
  return button;
}

}  // namespace

TestImagePage::TestImagePage(QWidget* parent)
    : QWidget(parent),
      m_caption(new QLabel),
      m_answer(new AnswerLabel),
      m_target(new TargetRow),
      m_again(new QPushButton),
      m_previous(stepButton(tr("Previous sample"))),
      m_index(new QSpinBox),
      m_next(stepButton(tr("Next sample"))),
      m_goTo(new QLabel(tr("&Sample"))),
      m_whichTitle(new QLabel(tr("Sh&ow"))),
      m_which(new QComboBox) {
  m_caption->setTextFormat(Qt::PlainText);
  m_caption->setWordWrap(true);
  m_caption->setProperty("muted", true);
  m_caption->setToolTip(
      tr("Test images never take part in training, so they show whether the network has learned something "
         "general. The label is the class that people gave the image."));

  m_index->setKeyboardTracking(false);  // typing 123 must not go to 1 and 12 on the way
  m_index->setAccelerated(true);
  m_index->setRange(0, 0);
  m_index->setAlignment(Qt::AlignCenter);
  m_index->setButtonSymbols(QAbstractSpinBox::NoButtons);
  m_which->addItem(tr("All test samples"), QVariant::fromValue(engine::Answer::Any));
  m_which->addItem(tr("Only right answers"), QVariant::fromValue(engine::Answer::Right));
  m_which->addItem(tr("Only wrong answers"), QVariant::fromValue(engine::Answer::Wrong));
  m_which->setToolTip(
      tr("Which images the two arrows stop at. The wrong ones teach the most: would you have known?"));

  m_goTo->setBuddy(m_index);
  m_whichTitle->setBuddy(m_which);

  auto* browse = new QGridLayout;
  browse->setHorizontalSpacing(6);
  browse->addWidget(m_goTo, 0, 0);
  browse->addWidget(m_previous, 0, 1);
  browse->addWidget(m_index, 0, 2);
  browse->addWidget(m_next, 0, 3);
  browse->addWidget(m_whichTitle, 1, 0);
  browse->addWidget(m_which, 1, 1, 1, 3);
  browse->setColumnStretch(2, 1);

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addLayout(browse);
  layout->addWidget(m_caption);
  layout->addWidget(m_answer);
  layout->addWidget(m_target);
  layout->addWidget(m_again);
  layout->addStretch();
  m_again->setToolTip(tr(
      "The data's sample instead of your own input (Escape on the network). Drag the inputs of the network, "
      "or double-click them, to change it again."));
  setIcons();
  showIndex();

  connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
  connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
  connect(m_target, &TargetRow::chosen, this, &TestImagePage::targetChosen);
  connect(m_again, &QPushButton::clicked, this, &TestImagePage::sampleAgainRequested);
  connect(m_index, &QSpinBox::valueChanged, this, [this](int index) {
    if (m_batch)
      emit batchSampleRequested(index - 1);
    else
      emit indexRequested(index);
  });
}

TestImagePage::~TestImagePage() {
  m_index->disconnect(this);
}  // as in ~SamplePanel

void TestImagePage::show(const Moment& moment) {
  m_caption->setText(captionText(moment));
  m_answerText = answerText(moment);
  m_target->show(moment);
  showAnswer();
  m_testSize = moment.dataset->test.size();
  if (moment.input.testIndex) m_testIndex = *moment.input.testIndex;
  m_isOwn = moment.input.isOwn();
  showIndex();
}

void TestImagePage::showBatch(std::optional<BatchPlace> place) {
  if (place == m_batch) return;
  m_batch = place;
  showIndex();
  showAnswer();
}

void TestImagePage::showAnswer() {
  if (m_batch && !m_batch->isAnswered)
    m_answer->showHint(tr("The network says —\nThe signal is on its way."));
  else
    m_answer->show(m_answerText);
}

void TestImagePage::showIndex() {
  const bool hasBatch = m_batch.has_value();
  m_goTo->setText(hasBatch ? tr("In the &batch") : tr("&Sample"));
  m_index->setToolTip(
      hasBatch
          ? tr("Which sample of the batch the slow motion shows, counted from 1. All of them take part in "
               "the "
               "step.")
          : tr("The number of the test image, counted from 0 as in its file. Type one and press Enter."));
  m_previous->setToolTip(hasBatch ? tr("The sample before this one in the batch")
                                  : tr("The test image before this one"));
  m_next->setToolTip(hasBatch ? tr("The sample after this one in the batch")
                              : tr("The test image after this one"));
  const QString suffix = hasBatch && m_batch->size > 0 ? tr(" of %1").arg(m_batch->size) : QString();
  if (m_index->suffix() != suffix) m_index->setSuffix(suffix);  // setting it would end what is being typed
  for (QWidget* widget : {static_cast<QWidget*>(m_whichTitle), static_cast<QWidget*>(m_which)})
    widget->setVisible(!hasBatch);
  m_target->setVisible(!hasBatch);  // a staged step is computed with the data's target
  m_again->setVisible(m_isOwn && !hasBatch);
  m_again->setText(tr("Back to sample #%1").arg(countText(m_testIndex)));
  const bool canGo = !hasBatch || m_batch->size > 0;
  for (QWidget* widget : std::initializer_list<QWidget*>{m_previous, m_index, m_next})
    widget->setEnabled(canGo);
  const QSignalBlocker blocker(m_index);
  const int first = hasBatch ? 1 : 0;
  const auto last = static_cast<int>(hasBatch ? std::max<engine::Index>(m_batch->size, 1) : m_testSize - 1);
  if (m_index->minimum() != first || m_index->maximum() != last) m_index->setRange(first, last);
  // Not while a number is being typed.
  const auto index = static_cast<int>(hasBatch ? m_batch->sample + 1 : m_testIndex);
  if (m_index->value() != index) m_index->setValue(index);
}

void TestImagePage::step(int direction) {
  if (!m_batch) return emit stepRequested(direction, m_which->currentData().value<engine::Answer>());
  if (m_batch->size > 0)
    emit batchSampleRequested((m_batch->sample + m_batch->size + direction) % m_batch->size);
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
