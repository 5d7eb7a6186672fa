// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/runs/runs_model.h"

#include <QFont>
#include <QPainter>
#include <QPixmap>
#include <algorithm>
#include <limits>

#include "engine/model/network_spec.h"
#include "ui/widgets/dataset_titles.h"
#include "ui/widgets/numbers.h"

namespace pellucid::ui {
namespace {

constexpr double kUnknown = -std::numeric_limits<double>::infinity();

engine::Index parametersOf(const Run& run) {
  return engine::parameterCount(run.design.experiment.network, run.design.dataset->shape);
}

QString testText(const std::optional<engine::HistoryPoint>& point) {
  if (!point) return QStringLiteral("–");
  return point->metrics.hasAccuracy() ? percentText(point->metrics.accuracy, 2)
                                      : lossText(point->metrics.loss);
}

/// The higher, the better.
double goodness(const std::optional<engine::HistoryPoint>& point) {
  if (!point) return kUnknown;
  return point->metrics.hasAccuracy() ? point->metrics.accuracy : -point->metrics.loss;
}

}  // namespace

QString trainingTimeText(double seconds) {
  constexpr qint64 kMinute = 60;
  constexpr qint64 kHour = 3600;
  if (seconds < 10) return RunsModel::tr("%1 s").arg(QString::number(seconds, 'f', 1));
  const auto whole = static_cast<qint64>(seconds);
  const auto two = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
  if (whole < kMinute) return RunsModel::tr("%1 s").arg(whole);
  if (whole < kHour)
    return RunsModel::tr("%1:%2 min").arg(QString::number(whole / kMinute), two(whole % kMinute));
  return RunsModel::tr("%1:%2:%3 h")
      .arg(QString::number(whole / kHour), two(whole % kHour / kMinute), two(whole % kMinute));
}

RunsModel::RunsModel(RunBook& book) : m_book(book), m_theme(&lightTheme()) {
  connect(&book, &RunBook::listChanged, this, &RunsModel::read);
  connect(&book, &RunBook::runChanged, this, [this](std::uint64_t run) {
    if (const int row = rowOf(run); row >= 0) emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
  });
  connect(&book, &RunBook::currentChanged, this, [this] {
    const Run* shown = m_book.shown();
    const int row = shown == nullptr ? -1 : rowOf(shown->number);
    if (row >= 0) emit dataChanged(index(row, Name), index(row, Best), {Qt::DisplayRole});
  });
  read();
}

int RunsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(ColumnCount);
}

const Run& RunsModel::at(int row) const {
  const Run* run = m_book.find(runAt(row));
  engine::check(run != nullptr, "RunsModel: the book tells before a run goes");
  return *run;
}

int RunsModel::rowOf(std::uint64_t run) const {
  const auto row = std::ranges::find(m_rows, run);
  return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

void RunsModel::read() {
  beginResetModel();
  m_rows.clear();
  for (const Run* run : m_book.listed()) m_rows.push_back(run->number);
  order();
  endResetModel();
  std::erase_if(m_ticked, [this](std::uint64_t run) { return m_book.find(run) == nullptr; });
  emit tickedChanged();  // the shown one is not drawn twice
}

void RunsModel::order() {
  if (m_sortedBy < 0) return;
  const auto isBefore = [this](std::uint64_t a, std::uint64_t b) {
    const Run& first = *m_book.find(m_sortOrder == Qt::AscendingOrder ? a : b);
    const Run& second = *m_book.find(m_sortOrder == Qt::AscendingOrder ? b : a);
    if (m_sortedBy == Name || m_sortedBy == Data)
      return QString::localeAwareCompare(text(first, m_sortedBy), text(second, m_sortedBy)) < 0;
    return rank(first, m_sortedBy) < rank(second, m_sortedBy);
  };
  std::ranges::stable_sort(m_rows, isBefore);
}

void RunsModel::sort(int column, Qt::SortOrder order) {
  m_sortedBy = column;
  m_sortOrder = order;
  const std::vector<std::uint64_t> before = m_rows;
  emit layoutAboutToBeChanged();
  if (column < 0) {
    m_rows.clear();
    for (const Run* run : m_book.listed()) m_rows.push_back(run->number);
  }
  this->order();
  for (const QModelIndex& old : persistentIndexList())
    changePersistentIndex(old, index(rowOf(before[static_cast<std::size_t>(old.row())]), old.column()));
  emit layoutChanged();
}

double RunsModel::rank(const Run& run, int column) const {
  switch (column) {
    case Star:
      return run.isStarred ? 1 : 0;
    case Parameters:
      return static_cast<double>(parametersOf(run));
    case Steps:
      return static_cast<double>(run.figures.steps);
    case Time:
      return run.figures.seconds;
    case Last:
      return goodness(run.figures.last);
    case Best:
      return goodness(run.figures.best);
    default:
      return static_cast<double>(run.number);
  }
}

QString RunsModel::text(const Run& run, int column) const {
  switch (column) {
    case Name:
      return run.title();
    case Star:
      return run.isStarred ? QStringLiteral("★") : QStringLiteral("☆");
    case Data:
      return datasetTitle(QString::fromStdString(run.design.experiment.data.name));
    case Parameters:
      return countText(parametersOf(run));
    case Steps:
      return countText(run.figures.steps);
    case Time:
      return trainingTimeText(run.figures.seconds);
    case Last:
      return testText(run.figures.last);
    case Best:
      return testText(run.figures.best);
    default:
      return {};
  }
}

QString RunsModel::toolTip(const Run& run, int column) const {
  QStringList lines;
  if (column == Star)
    return run.isStarred ? tr("One of your favourites. Click to take the star away.")
                         : tr("Click to mark it with a star.");
  lines << run.title();
  if (run.isShown())
    lines << tr("This is the run that the window shows.");
  else if (run.isForgotten)
    lines << tr(
        "There was no memory to keep its weights, so it can't be shown any more. Its curves and "
        "figures are still here, and it can begin again from its initial weights.");
  else
    lines << tr(
        "Click to show it again, where it stood; Undo comes back. Tick it to draw its curves over "
        "those of the run that is shown.");
  if (column == Best && run.figures.best)
    lines << tr("This was at step %1.").arg(countText(run.figures.best->step));
  return lines.join(QLatin1Char('\n'));
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Run& run = at(index.row());
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return text(run, column);
    case Qt::EditRole:
      return column == Name ? run.title() : QVariant();
    case Qt::ToolTipRole:
      return toolTip(run, column);
    case Qt::CheckStateRole:
      if (column != Name || run.isShown()) return {};
      return m_ticked.contains(run.number) ? Qt::Checked : Qt::Unchecked;
    case Qt::DecorationRole: {
      if (column != Name) return {};
      constexpr int kSide = 12;
      QPixmap swatch(kSide, kSide);
      // With an edge in the table's background colour, so that it is visible in a selected row too; round,
      // because a square could be mistaken for a check box.
      swatch.fill(Qt::transparent);
      QPainter painter(&swatch);
      const QRect inside(1, 1, kSide - 2, kSide - 2);
      if (run.isShown()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme->field, 1));
        painter.setBrush(m_theme->test);
        painter.drawEllipse(inside);
      } else {
        painter.fillRect(swatch.rect(), m_theme->field);
        painter.fillRect(inside, m_theme->run(run.colour));
      }
      painter.end();
      return swatch;
    }
    case Qt::FontRole: {
      if (!run.isShown() || column != Name) return {};
      QFont font;
      font.setBold(true);
      return font;
    }
    case Qt::ForegroundRole:
      if (column == Star && run.isStarred) return m_theme->positive;
      if (run.isForgotten || (column == Star && !run.isStarred)) return m_theme->mutedText;
      return {};
    case Qt::TextAlignmentRole:
      if (column == Star) return int(Qt::AlignCenter);
      return int((column <= Data ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::AccessibleTextRole:
      if (column == Star) return run.isStarred ? tr("with a star") : tr("without a star");
      return text(run, column);
    default:
      return {};
  }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return int((section <= Data ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  struct Header {
    QString name;
    QString tip;
  };
  const auto header = [section]() -> Header {
    switch (section) {
      case Name:
        return {tr("Run"), tr("What a run differs by from the one that it came from, or the name that you "
                              "gave it. Click a header to sort.")};
      case Star:
        return {QStringLiteral("★"), tr("Your favourites")};
      case Data:
        return {tr("Data"), tr("The data that it was trained on")};
      case Parameters:
        return {tr("Parameters"), tr("How many weights and biases its network has")};
      case Steps:
        return {tr("Steps"), tr("How many steps were trained")};
      case Time:
        return {tr("Time"), tr("How long it was trained, in this window")};
      case Last:
        return {tr("Last test"),
                tr("The newest test: the share of right answers among the test samples, or the "
                   "loss where the answers are numbers")};
      default:
        return {tr("Best test"),
                tr("The best test of the run: the most right answers, or the lowest loss where "
                   "the answers are numbers. On the bar of time a star stands where the loss "
                   "was lowest, which may be another step. The best test was chosen by looking, so it "
                   "flatters a little: a fair comparison takes the last one")};
    }
  }();
  if (role == Qt::DisplayRole) return header.name;
  if (role == Qt::AccessibleTextRole) return section == Star ? header.tip : header.name;
  if (role == Qt::ToolTipRole) return header.tip;
  return {};
}

Qt::ItemFlags RunsModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (index.isValid() && index.column() == Name) {
    flags |= Qt::ItemIsEditable;
    if (!at(index.row()).isShown()) flags |= Qt::ItemIsUserCheckable;
  }
  return flags;
}

bool RunsModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || index.column() != Name) return false;
  const Run& run = at(index.row());
  if (role == Qt::CheckStateRole) {
    setTicked(run.number, value.toInt() == Qt::Checked);
    return true;
  }
  if (role != Qt::EditRole) return false;
  const QString name = value.toString().simplified();
  if (name != run.title()) emit renamed(run.number, name);
  return true;
}

std::vector<std::uint64_t> RunsModel::ticked() const {
  std::vector<std::uint64_t> runs;
  for (const std::uint64_t run : m_rows)
    if (m_ticked.contains(run) && !m_book.find(run)->isShown()) runs.push_back(run);
  return runs;
}

void RunsModel::setTicked(std::uint64_t run, bool isTicked) {
  if (isTicked == m_ticked.contains(run)) return;
  if (isTicked)
    m_ticked.insert(run);
  else
    m_ticked.erase(run);
  if (const int row = rowOf(run); row >= 0) emit dataChanged(index(row, Name), index(row, Name));
  emit tickedChanged();
}

void RunsModel::setTheme(const Theme& theme) {
  m_theme = &theme;
  if (!m_rows.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

}  // namespace pellucid::ui
