// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file_writer.h"

#include <QFileInfo>
#include <algorithm>
#include <ranges>

#include "engine/io/atomic_write.h"
#include "ui/widgets/message_text.h"

namespace pellucid::app {
namespace {

std::filesystem::path toFile(const QString& path) {
  return path.toStdString();
}

}  // namespace

FileWriter::~FileWriter() {
  m_job.wait();
  for (Waiting& waiting : m_waiting)
    if (waiting.write.make) (void)engine::caught([&] { return run(orderOf(std::move(waiting.write)), {}); });
}

void FileWriter::setOpen(const QString& path, const Stamp& stamp, Claim claim) {
  m_open = path;
  m_stamp = stamp;
  m_claim = std::move(claim);
}

std::uint64_t FileWriter::add(Write write) {
  std::erase_if(m_waiting, [&write](const Waiting& waiting) {
    const bool isSame = waiting.write.path == write.path;
    write.mayReplace = write.mayReplace || (isSame && waiting.write.mayReplace);
    return isSame;
  });
  m_waiting.push_back({.number = ++m_newest, .write = std::move(write)});
  const std::uint64_t number = m_newest;
  if (!m_writing) writeNext();
  return number;
}

void FileWriter::fill(std::uint64_t number, std::function<engine::Result<ProjectBytes>()> make,
                      std::function<void(const Written&)> then) {
  const auto there = std::ranges::find(m_waiting, number, &Waiting::number);
  if (there == m_waiting.end()) return;
  there->write.make = std::move(make);
  there->write.then = std::move(then);
  if (!m_writing) writeNext();
}

void FileWriter::drop(std::uint64_t number) {
  std::erase_if(m_waiting, [number](const Waiting& waiting) { return waiting.number == number; });
  m_wasWritten = false;
  if (!m_writing) writeNext();
}

QString FileWriter::writing() const {
  if (m_writing) return m_writing->path;
  return m_waiting.empty() ? QString() : m_waiting.front().write.path;
}

QString FileWriter::lastProject() const {
  for (const Waiting& waiting : std::views::reverse(m_waiting))
    if (waiting.write.isProject) return waiting.write.path;
  return m_writing && m_writing->isProject ? m_writing->path : QString();
}

bool FileWriter::isWaitingFor(const QString& path) const {
  return (m_writing && m_writing->path == path) ||
         std::ranges::any_of(m_waiting, [&](const Waiting& waiting) { return waiting.write.path == path; });
}

FileWriter::Order FileWriter::orderOf(Write write) const {
  Order order{.write = std::move(write), .expected = {}, .claim = m_claim, .claims = m_claims};
  if (order.write.isProject && !order.write.mayReplace && order.write.path == m_open)
    order.expected = m_stamp;
  return order;
}

engine::Result<FileWriter::Outcome> FileWriter::run(const Order& order, const engine::Progress& progress) {
  const std::filesystem::path file = toFile(order.write.path);
  Outcome outcome;
  if (order.write.isProject) {
    const bool isOurs = order.claim && order.claim->isOf(file);
    outcome.written.claim = isOurs ? order.claim : FileClaim::take(file, order.claims);
    if (!outcome.written.claim) return Outcome{.refusal = Refusal::IsOpenElsewhere, .written = {}};
  }
  constexpr double kMaking = 0.3;  // share of the time
  const auto content = order.write.make();
  if (!content) return content.error();
  progress.tell(kMaking);
  // Writing a file that is gone does no harm. Checked last, just before it is replaced.
  const Stamp now = ui::stampOf(file);
  if (order.expected && now && now != order.expected)
    return Outcome{.refusal = Refusal::IsForeign, .written = {}};
  if (const auto written = engine::atomicWrite(file, content->bytes, progress.part(kMaking, 1)); !written)
    return written.error();
  outcome.written.stamp = ui::stampOf(file);
  outcome.written.kept = content->kept;
  return outcome;
}

void FileWriter::writeNext() {
  if (!m_waiting.empty() && m_waiting.front().write.make) {
    // Its sources, which may be large, are handed to the other thread and dropped there.
    Order order = orderOf(std::move(m_waiting.front().write));
    m_waiting.pop_front();
    m_writing = Write{.path = order.write.path,
                      .isProject = order.write.isProject,
                      .mayReplace = order.write.mayReplace,
                      .then = std::exchange(order.write.then, nullptr)};
    m_job.request(
        [order = std::move(order)](const engine::Progress& progress) -> engine::Result<Outcome> {
          auto outcome = engine::caught([&] { return run(order, progress); });
          if (!outcome && progress.isCancelled()) return engine::Progress::cancelled();
          return outcome;
        },
        [this](const engine::Result<Outcome>& outcome) {
          const Write write = *std::exchange(m_writing, std::nullopt);
          finish(write, outcome);
          if (!m_writing) writeNext();
        });
  }
  emit workChanged();
}

void FileWriter::finish(const Write& write, const engine::Result<Outcome>& outcome) {
  m_wasWritten = outcome && outcome->refusal == Refusal::None;
  if (m_wasWritten) return write.then(outcome->written);
  if (!outcome && outcome.error().message == engine::Progress::cancelled().message)
    return emit cancelled(write.path);
  const QString message =
      outcome ? refusalText(write.path, outcome->refusal) : ui::messageText(outcome.error().message);
  write.isProject ? emit notSaved(message) : emit failed(message);
}

QString FileWriter::refusalText(const QString& path, Refusal refusal) const {
  const QString name = QFileInfo(path).fileName();
  if (refusal == Refusal::IsOpenElsewhere)
    return tr("%1 was not saved: it is open in another window of Pellucid. Save under another name, or close "
              "it there.")
        .arg(name);
  return tr("%1 was not saved: another program has changed it in the meantime. Save again to decide what to "
            "do.")
      .arg(name);
}

}  // namespace pellucid::app
