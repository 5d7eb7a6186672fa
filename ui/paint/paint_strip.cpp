// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paint/paint_strip.h"

#include <QButtonGroup>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/paint/class_row.h"
#include "ui/widgets/described.h"
#include "ui/widgets/message_text.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kSizeSteps = 10;  // slider steps per unit of the plane
constexpr int kLeastSize = 2;
constexpr int kMostSize = 30;
constexpr int kUsualSize = 6;
constexpr std::size_t kFilled = 200;

struct ToolText {
  PaintTool tool;
  const char* text;
  const char* tip;
};
constexpr ToolText kTools[] = {
    {PaintTool::Look, QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Look"),
     QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip",
                       "Click a point to see it in the network, or ask about an input of your own")},
    {PaintTool::Put, QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Put"),
     QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip",
                       "Each click puts one point of the chosen class; the right button erases")},
    {PaintTool::Brush, QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Brush"),
     QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Drag to paint many points of the chosen class")},
    {PaintTool::Move, QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Move"),
     QT_TRANSLATE_NOOP(
         "pellucid::ui::PaintStrip",
         "Drag a point to another place. Drag around several to select them, and move them all; "
         "Ctrl+A selects everything")},
    {PaintTool::Jitter, QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Jitter"),
     QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Drag over points to shake each to another place nearby")},
    {PaintTool::Erase, QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Erase"),
     QT_TRANSLATE_NOOP("pellucid::ui::PaintStrip", "Drag over points to take them away")},
};

QHBoxLayout* plainRow(QWidget* owner) {
  auto* row = new QHBoxLayout(owner);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  return row;
}

}  // namespace

PaintStrip::PaintStrip(OwnDesk& desk, Easel& easel, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_easel(easel) {
  m_beginning = makeBeginning();
  m_painting = new QWidget;
  auto* painting = new QVBoxLayout(m_painting);
  painting->setContentsMargins(0, 0, 0, 0);
  painting->setSpacing(4);
  painting->addWidget(makeTools());
  painting->addWidget(makeAnswers());
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(8, 4, 8, 2);
  rows->addWidget(m_beginning);
  rows->addWidget(m_painting);
  connect(&m_desk, &OwnDesk::changed, this, &PaintStrip::refresh);
  connect(&m_easel, &Easel::toolWanted, this, &PaintStrip::chooseTool);
  connect(&m_easel, &Easel::classWanted, m_classes, &ClassRow::choose);
  m_easel.setRadius(m_size->value() / kSizeSteps);
  refresh();
}

QWidget* PaintStrip::makeBeginning() {
  auto* widget = new QWidget;
  auto* row = plainRow(widget);
  const auto add = [&](const QString& text, const QString& tip) {
    auto* button = described(new QToolButton, text, tip);
    button->setText(text);
    button->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(button);
    return button;
  };
  auto* points = add(tr("Paint points…"),
                     tr("Points of your own, in classes. The network learns them while you paint."));
  auto* heights = add(tr("Paint heights…"),
                      tr("Points that each have a height, for a network that answers with a number"));
  m_copy = add(tr("Paint on these"),
               tr("The points that are shown become your own: add others, move them or erase them. A new run "
                  "begins."));
  row->addStretch();
  connect(points, &QToolButton::clicked, this, [this] {
    m_desk.begin(engine::OwnKind::Points);
    setTool(PaintTool::Put);
  });
  connect(heights, &QToolButton::clicked, this, [this] {
    m_desk.begin(engine::OwnKind::Heights);
    setTool(PaintTool::Put);
  });
  connect(m_copy, &QToolButton::clicked, this, &PaintStrip::copyWanted);
  return widget;
}

QWidget* PaintStrip::makeTools() {
  auto* widget = new QWidget;
  auto* row = plainRow(widget);
  m_tools = new QButtonGroup(this);
  for (const ToolText& each : kTools) {
    auto* button = described(new QToolButton, tr(each.text), tr(each.tip));
    button->setText(tr(each.text));
    button->setCheckable(true);
    button->setProperty("toggle", true);
    button->setFocusPolicy(Qt::StrongFocus);
    m_tools->addButton(button, static_cast<int>(each.tool));
    row->addWidget(button);
  }
  connect(m_tools, &QButtonGroup::idClicked, this,
          [this](int id) { chooseTool(static_cast<PaintTool>(id)); });
  auto* sizeLabel = new QLabel(tr("Si&ze"));
  m_size = described(new QSlider(Qt::Horizontal), tr("Size of the tool"),
                     tr("How wide the brush, the eraser and the jitter are"));
  m_size->setRange(kLeastSize, kMostSize);
  m_size->setValue(kUsualSize);
  m_size->setFixedWidth(84);
  sizeLabel->setBuddy(m_size);
  row->addSpacing(6);
  row->addWidget(sizeLabel);
  row->addWidget(m_size);
  row->addStretch();
  m_count = new QLabel;
  m_count->setProperty("muted", true);
  row->addWidget(m_count);
  connect(m_size, &QSlider::valueChanged, this, [this](int value) { m_easel.setRadius(value / kSizeSteps); });
  return widget;
}

QWidget* PaintStrip::makeAnswers() {
  auto* widget = new QWidget;
  auto* row = plainRow(widget);
  m_classes = new ClassRow(m_desk, ClassRow::Shows::Colours, static_cast<int>(engine::kMostPaintedClasses));
  m_heightLabel = new QLabel(tr("Hei&ght"));
  m_height = described(new NumberBox(-1, 1, 0.1), tr("Height of new points"),
                       tr("What the network should answer at the points that you paint next, from -1 to 1"));
  m_height->setValue(0.5);
  m_heightLabel->setBuddy(m_height);
  m_formulaLabel = new QLabel;
  m_formula = described(new QLineEdit, tr("Formula"), {});
  m_formula->setMinimumWidth(90);
  m_formula->setText(QStringLiteral("2 sin(x)"));
  m_formulaLabel->setBuddy(m_formula);
  m_fill = new QPushButton(tr("Fill"));
  row->addWidget(m_classes);
  row->addWidget(m_heightLabel);
  row->addWidget(m_height);
  row->addStretch(1);
  row->addWidget(m_formulaLabel);
  row->addWidget(m_formula, 2);
  row->addWidget(m_fill);
  connect(m_classes, &ClassRow::chosenChanged, this, &PaintStrip::showAnswer);
  connect(m_classes, &ClassRow::noted, this, &PaintStrip::noted);
  connect(m_height, &QDoubleSpinBox::valueChanged, this, &PaintStrip::showAnswer);
  connect(m_formula, &QLineEdit::returnPressed, this, &PaintStrip::fill);
  connect(m_fill, &QPushButton::clicked, this, &PaintStrip::fill);
  return widget;
}

void PaintStrip::chooseTool(PaintTool tool) {
  // Before the first point, Look returns to the data that are still there.
  if (tool == PaintTool::Look && m_desk.isOpen() && !m_desk.isInUse()) m_desk.giveUp();
  setTool(tool);
}

void PaintStrip::setTool(PaintTool tool) {
  // Before the first point there is nothing to look at.
  if (tool == PaintTool::Look && m_desk.isOpen() && !m_desk.isInUse()) tool = PaintTool::Put;
  if (!m_isPossible || !m_desk.isOpen()) tool = PaintTool::Look;
  m_tools->button(static_cast<int>(tool))->setChecked(true);
  emit toolChanged(tool);
}

void PaintStrip::setPossible(bool isPossible) {
  if (isPossible == m_isPossible) return;
  m_isPossible = isPossible;
  refresh();
  if (!isPossible) setTool(PaintTool::Look);
}

void PaintStrip::setCopyable(bool isCopyable) {
  m_copy->setVisible(isCopyable);
}

void PaintStrip::refresh() {
  const bool isOpen = m_desk.isOpen();
  m_beginning->setVisible(!isOpen);
  m_painting->setVisible(isOpen);
  if (!isOpen) {
    if (m_easel.tool() != PaintTool::Look) setTool(PaintTool::Look);
    return;
  }
  const engine::OwnSamples& own = m_desk.samples();
  const bool isHigh = own.kind == engine::OwnKind::Heights;
  m_heightLabel->setVisible(isHigh);
  m_height->setVisible(isHigh);
  m_formulaLabel->setText(isHigh ? tr("height =") : tr("y >"));
  m_formula->setToolTip(
      isHigh
          ? tr("A formula of x and y, as in sin(x) cos(y). Fill puts %1 points all over the plane, with its "
               "value as their height.")
                .arg(kFilled)
          : tr("A formula of x, as in 2 sin(x). Fill puts %1 points all over the plane: those above the "
               "curve "
               "are of the second class, the others of the first.")
                .arg(kFilled));
  m_fill->setToolTip(m_formula->toolTip());
  m_count->setText(m_isPossible ? tr("%Ln point(s)", nullptr, static_cast<int>(own.size()))
                                : tr("Choose x and y as the axes to paint."));
  for (QAbstractButton* button : m_tools->buttons()) button->setEnabled(m_isPossible);
  showAnswer();
  if (!m_desk.isInUse() && m_easel.tool() == PaintTool::Look) setTool(PaintTool::Put);
}

void PaintStrip::showAnswer() {
  m_easel.setAnswer({.label = static_cast<std::uint8_t>(std::max(0, m_classes->chosen())),
                     .height = qRound(m_height->value() * engine::kMostHeight)});
}

void PaintStrip::fill() {
  if (!m_desk.isOpen()) return;
  engine::OwnSamples after = m_desk.samples();
  const auto formula =
      engine::Formula::parse(m_formula->text().toStdString(), after.kind == engine::OwnKind::Heights);
  if (!formula) return emit noted(messageText(formula.error().message));
  if (engine::fillBy(after, *formula, kFilled) < kFilled) emit noted(Easel::fullText());
  note(m_desk.commit(tr("fill by a formula"), std::move(after)));
}

void PaintStrip::note(const engine::Result<void>& done) {
  if (!done) emit noted(messageText(done.error().message));
}

}  // namespace pellucid::ui
