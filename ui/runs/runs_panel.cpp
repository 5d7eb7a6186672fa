// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/runs_panel.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace pellucid::ui {
namespace {

constexpr int kRowHeight = 21;

}  // namespace

RunsPanel::RunsPanel(RunBook& book, QWidget* parent)
    : QWidget(parent), m_book(book), m_model(book), m_table(new QTableView) {
  m_table->setModel(&m_model);
  m_table->setAccessibleName(tr("Runs"));
  m_table->setAccessibleDescription(
      tr("Enter shows the run, T ticks it, R or F2 renames it, B gives it a star, Del deletes it, "
         "O sorts by another column."));
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_table->setEditTriggers(QAbstractItemView::DoubleClicked);
  m_table->setTabKeyNavigation(false);
  m_table->setShowGrid(false);
  m_table->setWordWrap(false);
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
  m_table->viewport()->installEventFilter(this);
  m_table->installEventFilter(this);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
  m_table->verticalHeader()->setMinimumSectionSize(kRowHeight);
  QHeaderView* header = m_table->horizontalHeader();
  header->setHighlightSections(false);
  header->setSortIndicatorShown(true);
  header->setSortIndicatorClearable(true);
  header->setSortIndicator(-1, Qt::AscendingOrder);
  header->setMinimumSectionSize(24);
  constexpr std::array<int, RunsModel::ColumnCount> kWidths = {190, 26, 110, 84, 66, 70, 76, 76};
  for (int column = 0; column < RunsModel::ColumnCount; ++column)
    header->resizeSection(column, kWidths[static_cast<std::size_t>(column)]);
  header->setSectionResizeMode(RunsModel::Name, QHeaderView::Stretch);
  m_table->setSortingEnabled(true);

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(8, 4, 8, 4);
  layout->setSpacing(8);
  layout->addWidget(m_table, 1);
  makeDeeds();
  layout->addWidget(makeButtons());

  connect(m_table, &QTableView::clicked, this, &RunsPanel::onClicked);
  connect(&m_model, &RunsModel::renamed, this, &RunsPanel::renameWanted);
  connect(&m_model, &RunsModel::tickedChanged, this, [this] {
    m_hasTicked = true;
    emit overlaysChanged();
  });
  connect(&book, &RunBook::runChanged, this, &RunsPanel::overlaysChanged);
  connect(&m_model, &RunsModel::modelReset, this, &RunsPanel::selectAgain);
  connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &RunsPanel::updateDeeds);
  m_model.setTheme(themeOf(*this));
  updateDeeds();
}

bool RunsPanel::event(QEvent* event) {
  // While a name is being typed, Return ends that and does not show the run.
  if (event->type() == QEvent::ShortcutOverride &&
      qobject_cast<QLineEdit*>(QApplication::focusWidget()) != nullptr) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void RunsPanel::makeDeeds() {
  const auto make = [this](Deed deed, const QString& text, const QString& tip, const QKeySequence& key,
                           auto act) {
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(key.isEmpty() ? tip : tr("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, act);
    m_deeds[deed] = action;
    m_table->addAction(action);
  };
  make(Show, tr("Show"),
       tr("Shows the selected run where it stood, with all its steps. Undo comes back to the one before"),
       Qt::Key_Return, [this] {
         if (const auto run = chosen()) showRun(*run);
       });
  make(Compare, tr("Compare…"),
       tr("Two selected runs side by side, or the selected one beside the one that is shown (hold Ctrl to "
          "select two)"),
       {}, [this] { compare(); });
  make(Repeat, tr("Other seeds…"),
       tr("The same run with other random numbers, in the background: how much of its result was luck?"), {},
       [this] { repeat(); });
  make(Vary, tr("Vary…"),
       tr("The same run with several values of one setting, in the background, and the results drawn against "
          "them"),
       {}, [this] { vary(); });
  make(Delete, tr("Delete"), tr("Takes the selected runs out of the list; Undo brings them back"),
       Qt::Key_Delete, [this] { deleteSelected(); });
  make(Tick, tr("Draw over the curves"),
       tr("Draws the curves of the selected runs over those of the run that is shown, or no longer"),
       Qt::Key_T, [this] {
         for (const std::uint64_t run : selected()) {
           const auto ticked = m_model.ticked();
           m_model.setTicked(run, std::ranges::find(ticked, run) == ticked.end());
         }
       });
  make(Rename, tr("Rename"), tr("Gives the selected run a name of your own"), Qt::Key_R, [this] {
    if (const auto run = chosen()) {
      const QModelIndex name = m_model.index(m_model.rowOf(*run), RunsModel::Name);
      m_table->setCurrentIndex(name);
      m_table->edit(name);
    }
  });
  make(Favour, tr("Star"), tr("Marks the selected runs with a star, or takes it away"), Qt::Key_B, [this] {
    for (const std::uint64_t run : selected()) emit starWanted(run, !m_book.find(run)->isStarred);
  });
  make(Sort, tr("Sort by the next column"),
       tr("Sorts by one column after the other, the largest first; a click on a header does so, too"),
       Qt::Key_O, [this] { sortByNext(); });
}

void RunsPanel::sortByNext() {
  QHeaderView& header = *m_table->horizontalHeader();
  const int next = header.sortIndicatorSection() + 1;
  const bool isText = next == RunsModel::Name || next == RunsModel::Data;
  header.setSortIndicator(next < RunsModel::ColumnCount ? next : -1,
                          isText ? Qt::AscendingOrder : Qt::DescendingOrder);
}

QWidget* RunsPanel::makeButtons() {
  auto* buttons = new QWidget;
  auto* column = new QVBoxLayout(buttons);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  for (const Deed deed : {Show, Compare, Repeat, Vary, Delete}) {
    auto* button = new QToolButton;
    button->setDefaultAction(m_deeds[deed]);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    column->addWidget(button);
  }
  column->addStretch();
  return buttons;
}

std::vector<std::uint64_t> RunsPanel::selected() const {
  std::vector<int> rows;
  for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) rows.push_back(index.row());
  std::ranges::sort(rows);
  std::vector<std::uint64_t> runs;
  for (const int row : rows) runs.push_back(m_model.runAt(row));
  return runs;
}

std::optional<std::uint64_t> RunsPanel::chosen() const {
  const QModelIndex current = m_table->currentIndex();
  if (current.isValid() && m_table->selectionModel()->isRowSelected(current.row()))
    return m_model.runAt(current.row());
  if (const auto runs = selected(); !runs.empty()) return runs.back();
  if (const Run* shown = m_book.shown()) return shown->number;
  return std::nullopt;
}

void RunsPanel::onClicked(const QModelIndex& index) {
  const std::uint64_t run = m_model.runAt(index.row());
  if (index.column() == RunsModel::Star) return emit starWanted(run, !m_book.find(run)->isStarred);
  // A user who selects several, or ticks, still wants to see this one.
  const bool isPlain = QGuiApplication::keyboardModifiers() == Qt::NoModifier;
  if (!m_hasTicked && isPlain) showRun(run);
}

void RunsPanel::showRun(std::uint64_t run) {
  const Run* wanted = m_book.find(run);
  if (wanted == nullptr || wanted->isShown()) return;
  wanted->isForgotten ? emit againWanted(run) : emit showWanted(run);
}

void RunsPanel::deleteSelected() {
  for (const std::uint64_t run : selected()) {
    if (m_book.find(run)->isShown())
      emit noted(tr("The run that is shown can't be deleted. Show another one first."));
    else
      emit deleteWanted(run);
  }
}

void RunsPanel::compare() {
  const auto runs = selected();
  const Run* shown = m_book.shown();
  constexpr std::size_t kTwo = 2;
  if (runs.size() == kTwo) return emit compareWanted(runs[0], runs[1]);
  if (runs.size() == 1 && shown != nullptr && shown->number != runs[0])
    return emit compareWanted(shown->number, runs[0]);
  if (m_model.rowCount() == 2) return emit compareWanted(m_model.runAt(0), m_model.runAt(1));
  emit noted(
      m_model.rowCount() < 2
          ? tr("There is only one run so far. Change something or reset, train again, and compare both.")
          : tr("Select two runs in the list to compare them: click one, and another one with Ctrl."));
}

void RunsPanel::repeat() {
  if (const auto run = chosen()) emit repeatWanted(*run);
}

void RunsPanel::vary() {
  if (const auto run = chosen()) emit varyWanted(*run);
}

void RunsPanel::updateDeeds() {
  const auto runs = selected();
  if (!runs.empty()) m_selected = runs;
  const Run* one = runs.size() == 1 ? m_book.find(runs.front()) : nullptr;
  m_deeds[Show]->setEnabled(one != nullptr && !one->isShown());
  m_deeds[Show]->setText(one != nullptr && one->isForgotten ? tr("Begin again") : tr("Show"));
  for (const Deed deed : {Tick, Rename, Favour}) m_deeds[deed]->setEnabled(!runs.empty());
  m_deeds[Delete]->setEnabled(
      std::ranges::any_of(runs, [this](std::uint64_t run) { return !m_book.find(run)->isShown(); }));
}

void RunsPanel::selectAgain() {
  QItemSelection selection;
  QModelIndex last;
  for (const std::uint64_t run : std::exchange(m_selected, {}))
    if (const int row = m_model.rowOf(run); row >= 0) {
      last = m_model.index(row, RunsModel::Name);
      selection.select(last, m_model.index(row, RunsModel::ColumnCount - 1));
    }
  m_table->selectionModel()->setCurrentIndex(last, QItemSelectionModel::NoUpdate);
  m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
  updateDeeds();
}

bool RunsPanel::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::MouseButtonPress) m_hasTicked = false;
  // F2 renames in any list; elsewhere in the window it opens the smallest example.
  const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
  const auto* key = isKey ? static_cast<const QKeyEvent*>(event) : nullptr;
  if (key != nullptr && watched == m_table && key->key() == Qt::Key_F2 &&
      key->modifiers() == Qt::NoModifier) {
    if (event->type() == QEvent::KeyPress) m_deeds[Rename]->trigger();
    event->accept();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void RunsPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) m_model.setTheme(themeOf(*this));
}

}  // namespace pellucid::ui
