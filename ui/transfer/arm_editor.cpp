// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfer/arm_editor.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/transfer/arm_plot.h"
#include "ui/widgets/described.h"
#include "ui/widgets/engine_names.h"
#include "ui/widgets/remove_button.h"
#include "ui/widgets/toggle_grid.h"

namespace pellucid::ui {
namespace {

const QString kLockName = QStringLiteral("lock:");
constexpr int kUsualLayers = 8;  // offered while the number of layers is unknown
constexpr int kDot = 9;

bool isLockArm(const QString& arm) {
  return arm.startsWith(kLockName);
}

/// The layers of "lock:1+3", counted from 1 as the text does.
std::vector<int> lockedLayers(const QString& arm) {
  std::vector<int> layers;
  for (const QString& part : arm.mid(kLockName.size()).split(QLatin1Char('+')))
    layers.push_back(part.toInt());
  return layers;
}

QString lockArm(const std::vector<int>& layers) {
  QStringList parts;
  for (const int layer : layers) parts << QString::number(layer);
  return kLockName + parts.join(QLatin1Char('+'));
}

QString armTip(const QString& arm) {
  if (arm == "scratch")
    return ArmEditor::tr(
        "Nothing is copied: all layers start with new weights. What the other arms have to "
        "beat.");
  if (arm == "frozen")
    return ArmEditor::tr("All layers that fit are copied and frozen; only the output layer learns.");
  if (arm == "half")
    return ArmEditor::tr("Copied; the lower half of the layers is frozen, the upper half learns.");
  if (arm == "finetune")
    return ArmEditor::tr("Copied, and all layers learn, at the learning rate times the rate factor.");
  if (arm == "thaw")
    return ArmEditor::tr(
        "Copied and frozen at first. In the first half of the run one layer after the other is opened, from "
        "the "
        "top down; lower layers learn more slowly, since what they know is the most general.");
  if (isLockArm(arm)) return ArmEditor::tr("Copied, with padlocks on the layers that you choose.");
  return ArmEditor::tr("This version of the program knows no such arm. Remove it.");
}

QString armTitle(const QString& arm) {
  if (arm == "scratch") return ArmEditor::tr("From scratch");
  if (arm == "frozen") return ArmEditor::tr("Frozen");
  if (arm == "half") return ArmEditor::tr("Half frozen");
  if (arm == "finetune") return ArmEditor::tr("Fine-tuned");
  if (arm == "thaw") return ArmEditor::tr("Thawed");
  return ArmEditor::tr("Own padlocks");
}

/// `layers` is the number of layers that can learn.
QString frozenText(const QString& arm, std::optional<int> layers) {
  if (arm == "scratch") return ArmEditor::tr("new weights");
  const auto counted = [&](int frozen) {
    return ArmEditor::tr("%1 of %Ln layer(s) frozen", nullptr, *layers).arg(frozen);
  };
  if (arm == "frozen") return layers ? counted(*layers - 1) : ArmEditor::tr("all but the last frozen");
  if (arm == "half") return layers ? counted(*layers / 2) : ArmEditor::tr("lower half frozen");
  if (arm == "finetune") return layers ? counted(0) : ArmEditor::tr("none frozen");
  if (arm == "thaw") return ArmEditor::tr("frozen at first");
  if (!isLockArm(arm)) return ArmEditor::tr("unknown");
  const auto locked = static_cast<int>(lockedLayers(arm).size());
  return layers ? counted(locked) : ArmEditor::tr("%Ln layer(s) frozen", nullptr, locked);
}

}  // namespace

ArmEditor::ArmEditor(QWidget* parent) : QWidget(parent), m_menu(new QMenu(this)) {
  m_menu->setToolTipsVisible(true);
  auto* addButton = described(new QPushButton(tr("A&dd an arm")), tr("Add an arm"),
                              tr("An arm is one way to start on the new task. All arms learn with the same "
                                 "samples, so that the curves show what each start is worth."));
  addButton->setMenu(m_menu);
  setFocusProxy(addButton);
  setFocusPolicy(Qt::StrongFocus);
  m_layout = new QVBoxLayout(this);
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(3);
  m_layout->addWidget(addButton, 0, Qt::AlignLeft);
  connect(m_menu, &QMenu::aboutToShow, this, &ArmEditor::fillMenu);
}

void ArmEditor::setArms(const QString& text) {
  m_arms = text.split(QLatin1Char(','));
  makeRows();
}

void ArmEditor::setNetwork(const std::optional<engine::NetworkSpec>& network) {
  if (network == m_network) return;
  m_network = network;
  makeRows();
}

/// Those that have weights, counted from 1.
std::vector<int> ArmEditor::layers() const {
  std::vector<int> numbers;
  const int count = m_network ? static_cast<int>(m_network->layers.size()) : kUsualLayers;
  for (int i = 0; i < count; ++i)
    if (!m_network || engine::hasParameters(m_network->layers[static_cast<std::size_t>(i)].kind))
      numbers.push_back(i + 1);
  return numbers;
}

void ArmEditor::makeRows() {
  delete m_rows;
  m_rowsShown.clear();
  m_rows = new QWidget;
  auto* rows = new QVBoxLayout(m_rows);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(3);
  m_layout->insertWidget(0, m_rows);
  for (int arm = 0; arm < m_arms.size(); ++arm) m_rowsShown.push_back(makeRow(arm));
  for (int arm = 0; arm < m_arms.size(); ++arm) showRow(arm);
  paintDots();
}

ArmEditor::Row ArmEditor::makeRow(int arm) {
  const QString& name = m_arms[arm];
  Row row{.dot = new QLabel, .name = new QLabel, .frozen = new QLabel};
  row.dot->setToolTip(tr("The colour of its curves"));
  row.frozen->setProperty("muted", true);
  row.name->setTextFormat(Qt::PlainText);
  row.name->setToolTip(armTip(name));
  row.frozen->setToolTip(armTip(name));
  auto* remove = removeButton(tr("Remove the arm %1").arg(name), tr("Remove this arm"));
  remove->setEnabled(m_arms.size() > 1);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(0, 0, 0, 0);
  line->addWidget(row.dot);
  line->addWidget(row.name);
  line->addStretch();
  line->addWidget(row.frozen);
  line->addWidget(remove);
  auto* rows = static_cast<QVBoxLayout*>(m_rows->layout());
  rows->addLayout(line);
  if (isLockArm(name)) {
    row.padlocks = new ToggleGrid;
    rows->addWidget(row.padlocks);
    connect(row.padlocks, &ToggleGrid::toggled, this,
            [this, arm](int place, bool isLocked) { lock(arm, place, isLocked); });
  }
  // The button is deleted with its row, but not while it emits its click.
  connect(
      remove, &QToolButton::clicked, this,
      [this, arm] {
        m_arms.removeAt(arm);
        makeRows();
        emit edited();
      },
      Qt::QueuedConnection);
  return row;
}

void ArmEditor::showRow(int arm) {
  const Row& row = m_rowsShown[static_cast<std::size_t>(arm)];
  const QString& name = m_arms[arm];
  row.name->setText(name);
  row.frozen->setText(
      frozenText(name, m_network ? std::optional(static_cast<int>(layers().size())) : std::nullopt));
  if (row.padlocks == nullptr) return;
  const std::vector<int> locked = lockedLayers(name);
  std::vector<ToggleGrid::Toggle> toggles;
  for (const int layer : layers()) {
    const QString title =
        m_network ? layerText(*m_network, static_cast<std::size_t>(layer - 1)) : QString::number(layer);
    const bool isLocked = std::ranges::find(locked, layer) != locked.end();
    toggles.push_back(
        {.text = title,
         .tip = isLocked ? tr("%1 is frozen: it keeps the copied weights. Click to let it learn.").arg(title)
                         : tr("%1 learns. Click to freeze it.").arg(title),
         .isOn = isLocked});
  }
  row.padlocks->setToggles(toggles, 1);
}

void ArmEditor::paintDots() {
  for (std::size_t arm = 0; arm < m_rowsShown.size(); ++arm) {
    QPixmap dot(kDot, kDot);
    dot.fill(armColour(themeOf(*this), arm));
    m_rowsShown[arm].dot->setPixmap(dot);
  }
}

void ArmEditor::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) paintDots();
}

void ArmEditor::lock(int arm, int place, bool isLocked) {
  std::vector<int> locked = lockedLayers(m_arms[arm]);
  const int layer = layers()[static_cast<std::size_t>(place)];
  std::erase(locked, layer);
  if (isLocked) locked.push_back(layer);
  std::ranges::sort(locked);
  m_arms[arm] = lockArm(locked);
  showRow(arm);
  emit edited();
}

/// A padlock on one layer: the first that no other arm has.
QString ArmEditor::newLock() const {
  const std::vector<int> all = layers();
  for (const int layer : all)
    if (const QString arm = lockArm({layer}); !m_arms.contains(arm)) return arm;
  return lockArm(all);
}

void ArmEditor::fillMenu() {
  m_menu->clear();
  for (const char* name : {"scratch", "frozen", "half", "finetune", "thaw"}) {
    const QString arm = QString::fromLatin1(name);
    QAction* action = m_menu->addAction(armTitle(arm), this, [this, arm] { add(arm); });
    action->setToolTip(armTip(arm));
    action->setEnabled(!m_arms.contains(arm));
  }
  QAction* own = m_menu->addAction(armTitle(kLockName), this, [this] { add(newLock()); });
  own->setToolTip(armTip(kLockName));
}

void ArmEditor::add(const QString& arm) {
  m_arms << arm;
  makeRows();
  emit edited();
}

}  // namespace pellucid::ui
