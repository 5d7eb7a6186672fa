// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/data_changes_editor.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <numeric>

#include "ui/widgets/described.h"
#include "ui/widgets/number_box.h"
#include "ui/widgets/remove_button.h"
#include "ui/widgets/toggle_grid.h"

namespace pellucid::ui {
namespace {

using DataChange = engine::DataChange;

constexpr std::size_t kUsualClasses = 10;
constexpr std::size_t kMostClasses = 256;  // as parseDataChanges() reads them
constexpr double kUsualNoise = 0.3;

/// The context of these texts for translators.
struct DataChangeText {
  Q_DECLARE_TR_FUNCTIONS(pellucid::ui::DataChangeText)
};

QString changeTip(DataChange change) {
  switch (change) {
    case DataChange::Parity:
      return DataChangeText::tr("Two classes instead of all: even and odd, by the number of the class");
    case DataChange::Invert:
      return DataChangeText::tr("Black becomes white: each pixel x becomes 1 − x");
    case DataChange::Rotate90:
      return DataChangeText::tr("Every image makes a quarter turn to the left");
    case DataChange::Transpose:
      return DataChangeText::tr("Rows of pixels become columns: every image is mirrored at its diagonal");
    case DataChange::Noise:
      return DataChangeText::tr(
          "Random numbers are added to every input. This is their standard deviation; a pixel goes from 0 "
          "to 1.");
    case DataChange::Permute:
      return DataChangeText::tr("The inputs of all samples change places in the same random way");
    case DataChange::Standardise:
      return DataChangeText::tr(
          "The training samples get the mean 0 and the standard deviation 1: each column, or each channel of "
          "images, and targets that are numbers. Large numbers are learned well only so");
    case DataChange::SquareX:
      return DataChangeText::tr(
          "One more input: the square of the first. With it a single unit can draw a curve");
    case DataChange::SquareY:
      return DataChangeText::tr(
          "One more input: the square of the second. With x² and y² a single unit can draw a circle");
    case DataChange::Product:
      return DataChangeText::tr(
          "One more input: the product of both, which is positive where their signs are equal. With it a "
          "single "
          "unit solves xor");
    case DataChange::SineX:
      return DataChangeText::tr("One more input: the sine of the first, which goes up and down in waves");
    case DataChange::SineY:
      return DataChangeText::tr("One more input: the sine of the second, which goes up and down in waves");
    case DataChange::ShuffleLabels:
      break;
  }
  return DataChangeText::tr("Random labels: nothing is left to learn but by heart");
}

}  // namespace

QString changeTitle(DataChange change) {
  switch (change) {
    case DataChange::Parity:
      return DataChangeText::tr("Even or odd");
    case DataChange::Invert:
      return DataChangeText::tr("Inverted");
    case DataChange::Rotate90:
      return DataChangeText::tr("Turned by 90°");
    case DataChange::Transpose:
      return DataChangeText::tr("Transposed");
    case DataChange::Noise:
      return DataChangeText::tr("Noise");
    case DataChange::Permute:
      return DataChangeText::tr("Inputs permuted");
    case DataChange::Standardise:
      return DataChangeText::tr("Standardised");
    case DataChange::SquareX:
      return DataChangeText::tr("Input x² added");
    case DataChange::SquareY:
      return DataChangeText::tr("Input y² added");
    case DataChange::Product:
      return DataChangeText::tr("Input x·y added");
    case DataChange::SineX:
      return DataChangeText::tr("Input sin x added");
    case DataChange::SineY:
      return DataChangeText::tr("Input sin y added");
    case DataChange::ShuffleLabels:
      break;
  }
  return DataChangeText::tr("Labels shuffled");
}

DataChangesEditor::DataChangesEditor(QWidget* parent)
    : QWidget(parent), m_numbers(kUsualClasses), m_classesHead(new QLabel(tr("Classes to keep"))) {
  m_classesHead->setProperty("muted", true);
  m_classes = new ToggleGrid;
  m_classes->setAccessibleName(tr("Classes to keep"));
  m_more =
      described(new QPushButton(tr("More classes")), tr("More classes"),
                tr("Offers ten more: how many classes these data have is known when they have been read"));
  m_menu = new QMenu(this);
  m_menu->setToolTipsVisible(true);
  auto* add = described(new QPushButton(tr("Add a &change")), tr("Add a change"),
                        tr("Makes another task of the same data: other pixels or other labels. Changes are "
                           "made from top to bottom."));
  add->setMenu(m_menu);
  m_layout = new QVBoxLayout(this);
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(3);
  m_layout->addWidget(m_classesHead);
  m_layout->addWidget(m_classes);
  m_layout->addWidget(m_more, 0, Qt::AlignLeft);
  m_layout->addWidget(add, 0, Qt::AlignLeft);
  connect(m_classes, &ToggleGrid::toggled, this, &DataChangesEditor::choose);
  connect(m_more, &QPushButton::clicked, this, [this] {
    m_numbers = std::min(m_numbers + kUsualClasses, kMostClasses);
    showClasses();
  });
  connect(m_menu, &QMenu::aboutToShow, this, &DataChangesEditor::fillMenu);
  showAll();
}

void DataChangesEditor::setChanges(const engine::DataChanges& changes,
                                   const std::optional<engine::KnownData>& facts) {
  m_changes = changes;
  m_data = facts;
  m_numbers = kUsualClasses;
  showAll();
}

void DataChangesEditor::showAll() {
  showClasses();
  showSteps();
}

std::size_t DataChangesEditor::classesShown() const {
  const std::size_t known = m_data ? m_data->classNames.size() : m_numbers;
  const auto greatest = std::ranges::max_element(m_changes.classes);
  return greatest == m_changes.classes.end() ? known
                                             : std::max(known, static_cast<std::size_t>(*greatest) + 1);
}

void DataChangesEditor::showClasses() {
  std::vector<ToggleGrid::Toggle> toggles;
  for (std::size_t i = 0; i < classesShown(); ++i) {
    const auto number = static_cast<Index>(i);
    const auto at = std::ranges::find(m_changes.classes, number);
    const bool isIn = m_changes.classes.empty() || at != m_changes.classes.end();
    const QString name = m_data && i < m_data->classNames.size()
                             ? QString::fromStdString(m_data->classNames[i])
                             : QString::number(i);
    const auto place = m_changes.classes.empty() ? number : at - m_changes.classes.begin();
    toggles.push_back({.text = name,
                       .tip = isIn ? tr("Class %1 is kept; it becomes output %2. Click to leave it out.")
                                         .arg(name)
                                         .arg(place + 1)
                                   : tr("Class %1 is left out. Click to keep it.").arg(name),
                       .isOn = isIn});
  }
  constexpr int kFewest = 2;  // enough to tell apart
  m_classes->setToggles(toggles, kFewest);
  m_classesHead->setVisible(!toggles.empty());
  m_more->setVisible(!m_data && toggles.size() < kMostClasses);
}

void DataChangesEditor::choose(int number, bool isIn) {
  std::vector<Index>& classes = m_changes.classes;
  const std::size_t all = classesShown();
  if (classes.empty()) {
    classes.resize(all);
    std::iota(classes.begin(), classes.end(), Index(0));
  }
  const bool isOrdered = std::ranges::is_sorted(classes);
  std::erase(classes, Index(number));
  if (isIn) classes.push_back(number);
  // A new class goes to its sorted place, or last where the classes have a custom order.
  if (isOrdered) std::ranges::sort(classes);
  if (isOrdered && classes.size() == all) classes.clear();
  showClasses();
  emit edited();
}

void DataChangesEditor::showSteps() {
  delete m_rows;
  m_rows = new QWidget;
  auto* rows = new QVBoxLayout(m_rows);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(2);
  for (std::size_t i = 0; i < m_changes.steps.size(); ++i) addStepRow(i);
  m_rows->setVisible(!m_changes.steps.empty());
  m_layout->insertWidget(m_layout->count() - 1, m_rows);  // above the button that adds another
}

void DataChangesEditor::addStepRow(std::size_t step) {
  const engine::DataChanges::Step& shown = m_changes.steps[step];
  const QString title = changeTitle(shown.change);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(0, 0, 0, 0);
  auto* name = new QLabel(tr("%1. %2").arg(step + 1).arg(title));
  name->setToolTip(changeTip(shown.change));
  row->addWidget(name, 1);
  if (shown.change == DataChange::Noise) {
    auto* amount = described(new NumberBox(0.01, 10, 0.1), title, changeTip(shown.change));
    amount->setValue(shown.amount);
    name->setBuddy(amount);
    row->addWidget(amount);
    connect(amount, &NumberBox::valueChanged, this, [this, step](double value) {
      m_changes.steps[step].amount = value;
      emit edited();
    });
  }
  auto* remove = removeButton(tr("Remove the change %1").arg(title), tr("Remove this change"));
  row->addWidget(remove);
  // The button is deleted with its row, but not while it emits its click.
  connect(
      remove, &QToolButton::clicked, this,
      [this, step] {
        m_changes.steps.erase(m_changes.steps.begin() + static_cast<std::ptrdiff_t>(step));
        showSteps();
        emit edited();
      },
      Qt::QueuedConnection);
  static_cast<QVBoxLayout*>(m_rows->layout())->addLayout(row);
}

bool DataChangesEditor::fits(DataChange change) const {
  if (change == DataChange::Standardise && m_changes.isStandardised()) return false;
  const auto isIn = [&](const engine::DataChanges::Step& step) { return step.change == change; };
  if (engine::madeBy(change))
    return std::ranges::none_of(m_changes.steps, isIn) && !(m_data && m_data->isImages);
  if (!m_data) return true;
  const bool needsImages =
      change == DataChange::Invert || change == DataChange::Rotate90 || change == DataChange::Transpose;
  if (needsImages) return m_data->isImages;
  return change != DataChange::Parity || !m_data->classNames.empty();
}

void DataChangesEditor::fillMenu() {
  m_menu->clear();
  for (const auto& entry : engine::kEnumNames<DataChange>) {
    QAction* action = m_menu->addAction(changeTitle(entry.value));
    action->setToolTip(changeTip(entry.value));
    action->setEnabled(fits(entry.value));
    connect(action, &QAction::triggered, this, [this, change = entry.value] {
      // Before steps that use its result: derived inputs, and standardising, which comes last.
      auto& steps = m_changes.steps;
      const bool isMade = engine::madeBy(change).has_value() || change == DataChange::Standardise;
      const auto at = std::ranges::find_if(steps, [&](const engine::DataChanges::Step& step) {
        return step.change == DataChange::Standardise || (!isMade && engine::madeBy(step.change));
      });
      steps.insert(at, {.change = change, .amount = change == DataChange::Noise ? kUsualNoise : 0});
      showSteps();
      emit edited();
    });
  }
}

}  // namespace pellucid::ui
