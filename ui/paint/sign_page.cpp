// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/sign_page.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/data/own_strokes.h"
#include "ui/paint/class_row.h"
#include "ui/paint/drawing_strip.h"
#include "ui/widgets/described.h"
#include "ui/widgets/drawing_pad.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/muted_label.h"

namespace pellucid::ui {
namespace {

constexpr int kClassesInRow = 5;

std::shared_ptr<const engine::Ink> inkOf(const engine::Vector& pixels) {
  auto ink = std::make_shared<engine::Ink>();
  for (std::size_t i = 0; i < ink->size(); ++i)
    (*ink)[i] =
        static_cast<std::uint8_t>(qRound(255 * static_cast<double>(pixels[static_cast<engine::Index>(i)])));
  return ink;
}

}  // namespace

SignPage::SignPage(OwnDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_beginning(new QWidget),
      m_drawing(new QWidget),
      m_state(mutedLabel()),
      m_pad(new DrawingPad),
      m_undo(described(new QToolButton, tr("Undo stroke"),
                       tr("Undo the last stroke (Ctrl+Z while the sheet has the focus)"))),
      m_clear(described(new QToolButton, tr("Clear"),
                        tr("Clear the sheet (Delete while the sheet has the focus)"))),
      m_add(
          described(new QPushButton(tr("A&dd to the set")), tr("Add to the set"),
                    tr("The drawing becomes a sample of the class that is chosen (Return while the sheet has "
                       "the focus). Undo takes it back."))),
      m_goesOn(described(new QCheckBox(tr("Then the ne&xt class")), tr("Then the next class"),
                         tr("After each drawing the next class is chosen, so that all get equally many."))),
      m_classes(new ClassRow(desk, ClassRow::Shows::Names, kClassesInRow)),
      m_title(new QLabel),
      m_drawings(new DrawingStrip) {
  m_pad->setKeyboardPen(true);
  m_undo->setText(tr("Undo stroke"));
  m_clear->setText(tr("Clear"));
  m_goesOn->setChecked(true);
  m_title->setProperty("muted", true);
  auto* start = described(new QPushButton(tr("&Make drawings")), tr("Make drawings"),
                          tr("An empty set with the classes 0 to 9, which you can rename and add to"));
  auto* beginning = new QVBoxLayout(m_beginning);
  beginning->setContentsMargins(0, 0, 0, 0);
  beginning->addWidget(
      mutedLabel(tr("Draw digits, letters or whatever you like, a few of each class. Your drawings are a "
                    "data set like any other, and are kept in the project.")));
  beginning->addWidget(start);
  auto* edits = new QHBoxLayout;
  for (QToolButton* button : {m_undo, m_clear}) {
    button->setFocusPolicy(Qt::StrongFocus);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    edits->addWidget(button);
  }
  auto* rows = new QVBoxLayout(m_drawing);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(6);
  rows->addWidget(m_state);
  rows->addWidget(m_pad);
  rows->addLayout(edits);
  rows->addWidget(m_add);
  rows->addWidget(m_goesOn);
  rows->addWidget(m_classes);
  rows->addWidget(m_title);
  rows->addWidget(m_drawings);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(10, 8, 10, 8);
  all->addWidget(m_beginning);
  all->addWidget(m_drawing);
  all->addStretch();
  connect(start, &QPushButton::clicked, this, [this] {
    m_desk.begin(engine::OwnKind::Drawings);
    begin();
  });
  connect(m_undo, &QToolButton::clicked, m_pad, &DrawingPad::undoStroke);
  connect(m_clear, &QToolButton::clicked, m_pad, &DrawingPad::clear);
  connect(m_add, &QPushButton::clicked, this, &SignPage::addSign);
  connect(m_pad, &DrawingPad::accepted, this, &SignPage::addSign);
  connect(m_pad, &DrawingPad::drawn, this, &SignPage::showSheet);
  connect(m_classes, &ClassRow::chosenChanged, this, &SignPage::refresh);
  connect(m_classes, &ClassRow::noted, this, &SignPage::noted);
  connect(m_drawings, &DrawingStrip::eraseWanted, this, &SignPage::eraseSign);
  connect(&m_desk, &OwnDesk::changed, this, &SignPage::refresh);
  refresh();
}

void SignPage::begin() {
  m_pad->clear();
  m_pad->setFocus();
}

void SignPage::showSheet() {
  m_undo->setEnabled(!m_pad->isEmpty());
  m_clear->setEnabled(!m_pad->isEmpty());
  m_add->setEnabled(!m_pad->isEmpty());
}

void SignPage::refresh() {
  const bool isOpen = m_desk.isOpen();
  m_beginning->setVisible(!isOpen);
  m_drawing->setVisible(isOpen);
  showSheet();
  if (!isOpen) return;
  const engine::OwnSamples& own = m_desk.samples();
  const auto label = static_cast<std::size_t>(m_classes->chosen());
  const QString name = QString::fromStdString(own.classes[std::min(label, own.classes.size() - 1)]);
  m_state->setText(
      own.size() == 0
          ? tr("Draw %1 here, then press Return. The first drawing makes a network to learn them.").arg(name)
          : tr("Draw %1 here, then press Return. There are %2.")
                .arg(name, tr("%Ln drawing(s)", nullptr, static_cast<int>(own.size()))));
  m_title->setText(tr("Drawings of %1 (Delete erases one)").arg(name));
  std::vector<engine::Drawing> drawings;
  for (const engine::Drawing& drawing : own.drawings)
    if (drawing.label == label) drawings.push_back(drawing);
  m_title->setVisible(!drawings.empty());
  m_drawings->setDrawings(std::move(drawings));
}

void SignPage::addSign() {
  if (m_pad->isEmpty() || !m_desk.isOpen()) return;
  engine::OwnSamples after = m_desk.samples();
  if (after.drawings.size() >= engine::kMostDrawn)
    return emit noted(tr("There is room for %Ln drawing(s). Erase some to draw others.", nullptr,
                         static_cast<int>(engine::kMostDrawn)));
  const engine::Vector pixels = m_pad->pixels();
  if (pixels.isZero()) return emit noted(tr("There is no ink on the sheet."));
  const auto label = static_cast<std::uint8_t>(m_classes->chosen());
  after.drawings.push_back({.number = after.next++, .label = label, .ink = inkOf(pixels)});
  const auto classes = static_cast<int>(after.classes.size());
  if (const auto done = m_desk.commit(tr("add a drawing"), std::move(after)); !done)
    return emit noted(messageText(done.error().message));
  m_pad->clear();
  if (m_goesOn->isChecked()) m_classes->choose((label + 1) % classes);
}

void SignPage::eraseSign(std::uint32_t number) {
  engine::OwnSamples after = m_desk.samples();
  engine::eraseDrawings(after, {number});
  if (const auto done = m_desk.commit(tr("erase a drawing"), std::move(after)); !done)
    emit noted(messageText(done.error().message));
}

}  // namespace pellucid::ui
