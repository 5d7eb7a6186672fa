// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences of diagnoses; see engine_messages.cpp.
#include <QtGlobal>

namespace pellucid::ui {
namespace {

[[maybe_unused]] constexpr const char* kDiagnosisMessages[] = {
    QT_TRANSLATE_NOOP(
        "Engine",
        "A new network answers numbers near 0 that vary by about 1. Where the targets are larger, the loss "
        "and its gradient begin very high, and the output's bias has a long way to go before anything else "
        "is learned; where they hardly vary, there is hardly a gradient."),
    QT_TRANSLATE_NOOP("Engine",
                      "A padlock keeps the parameters of its layer as they are. Where every layer has one, a "
                      "step changes nothing, and the loss stays where it is."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "A unit adds up its inputs times their weights, and initial weights are drawn for inputs near 0 that "
        "vary by about 1. Large inputs push units to the ends where they are flat, or make the steps of some "
        "weights a hundred times as long as those of others; tiny ones make all steps tiny."),
    QT_TRANSLATE_NOOP("Engine", "Add a hidden layer of {} tanh units."),
    QT_TRANSLATE_NOOP("Engine",
                      "After {} steps it has learned nothing: the loss is {:.3g}, and always giving the same "
                      "answer costs {:.3g}."),
    QT_TRANSLATE_NOOP("Engine", "All layers are frozen, so nothing can learn."),
    QT_TRANSLATE_NOOP("Engine",
                      "At its ends the curve of the activation is level: whatever the weights do, the unit "
                      "answers nearly the same, and hardly any gradient comes through. Sums that are so "
                      "large come from large inputs, large initial weights or steps that were too long."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Batch norm measures how the numbers of each unit lie in a batch, and shifts and stretches them by "
        "that. From a few samples this is mostly chance: the same sample becomes other numbers in every "
        "step, and those that the network is used with fit none of them."),
    QT_TRANSLATE_NOOP("Engine", "Begin again with a penalty on large weights."),
    QT_TRANSLATE_NOOP("Engine", "Begin again with the learning rate {:.3g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "Choose relu as the activation of all hidden layers, with weights drawn by he."),
    QT_TRANSLATE_NOOP("Engine", "Choose {} as the activation of {}."),
    QT_TRANSLATE_NOOP("Engine", "Draw the initial weights by {}, and begin again."),
    QT_TRANSLATE_NOOP("Engine", "Drop half of the inputs instead."),
    QT_TRANSLATE_NOOP("Engine",
                      "Dropout sets some numbers to 0 while training, so that no unit can rely on one other. "
                      "Where more than half of them are missing, what is left in a step says little about "
                      "the sample, and the network learns slowly or not at all."),
    QT_TRANSLATE_NOOP("Engine",
                      "Each layer multiplies the gradient by its weights. Where these are large, it grows "
                      "from layer to layer, and the steps of the first layers are far longer than those of "
                      "the last: no learning rate suits both."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Each layer multiplies the gradient by the slope of its activation, which is at most a quarter of a "
        "sigmoid, and by its weights. Over many layers hardly anything is left, so the first ones learn "
        "nothing, and the last ones have only their random answers to work with."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Equal units answer the same, so they get the same gradient and take the same step, and stay equal "
        "for ever: many units do the work of one. Random initial weights are there to make them different."),
    QT_TRANSLATE_NOOP("Engine",
                      "For a class that is rare, or that looks like another one, the loss becomes lower at "
                      "first by never answering it. Where it stays so, look at how many samples the class "
                      "has, at its labels, and at which classes its samples are taken for."),
    QT_TRANSLATE_NOOP("Engine",
                      "Freezing keeps what a layer has learned, and this one has learned nothing yet. All "
                      "layers above it have to make do with what its random weights happen to give."),
    QT_TRANSLATE_NOOP("Engine", "Give a project, or --check."),
    QT_TRANSLATE_NOOP("Engine", "Give each hidden layer twice as many units."),
    QT_TRANSLATE_NOOP("Engine", "Go back to step {} and go on with the learning rate {:.3g}."),
    QT_TRANSLATE_NOOP("Engine", "Go back to step {}, where the test loss was lowest."),
    QT_TRANSLATE_NOOP("Engine", "Go on with the learning rate {:.3g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "It learns by heart: since step {} (epoch {}) the test loss has risen from {:.3g} to "
                      "{:.3g}, while the training loss fell to {:.3g}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "It measures how far an output is from 0 or 1, so that being completely wrong costs hardly more than "
        "being a little wrong, and where the output is sure of a wrong class its gradient is near 0. A "
        "cross-entropy grows without end there, and such mistakes are unlearned first."),
    QT_TRANSLATE_NOOP("Engine", "Keep only the first two hidden layers."),
    QT_TRANSLATE_NOOP("Engine", "Make the output {}, and choose the loss {}."),
    QT_TRANSLATE_NOOP("Engine", "No case of the check has a name that contains {}."),
    QT_TRANSLATE_NOOP("Engine", "Nothing bends between {} and the layer of weights above it."),
    QT_TRANSLATE_NOOP("Engine", "Shorten gradients that are longer than {:.3g}."),
    QT_TRANSLATE_NOOP("Engine", "Standardise the data: each column gets the mean 0 and the deviation 1."),
    QT_TRANSLATE_NOOP("Engine", "Take batches of {} samples."),
    QT_TRANSLATE_NOOP("Engine", "The answers are classes, but the loss {} is made for numbers."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The gradient fades on its way back: of a weight of {} it is only {:.1g} of what it is in {}."),
    QT_TRANSLATE_NOOP("Engine", "The gradient grows {:.3g}-fold on its way back from {} to {}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The gradient says which way the loss falls, but only for a short way. A step that is too long goes "
        "over the valley and up the other side, where the gradient is larger still. About a thousandth of "
        "the parameters is a usual step; the learning rate decides how long it is."),
    QT_TRANSLATE_NOOP("Engine", "The inputs are tiny: none is larger than about {:.2g}."),
    QT_TRANSLATE_NOOP("Engine", "The inputs {} lie far from 0; the largest are about {:.3g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "The last activation decides which numbers a network can answer. What lies outside is "
                      "never reached, however long it learns: the output runs to its end and stays there. A "
                      "linear output can say any number."),
    QT_TRANSLATE_NOOP("Engine",
                      "The loss began at {:.3g}, although knowing nothing at all costs only {:.3g}."),
    QT_TRANSLATE_NOOP("Engine", "The loss has come to rest at {:.3g}: over {} steps it fell by {:.2g} %."),
    QT_TRANSLATE_NOOP("Engine",
                      "The network never answers {}, although {:.0f} of the samples that were tried are."),
    QT_TRANSLATE_NOOP("Engine",
                      "The output is {} and can only say numbers from {:.3g} to {:.3g}, but the targets go "
                      "from {:.3g} to {:.3g}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The output is {} and says no number below {:.3g}, but the targets go from {:.3g} to {:.3g}."),
    QT_TRANSLATE_NOOP("Engine", "The pixels are large numbers, about {:.3g}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The run has learned something, but most of the loss is left. Either the network can't do better (it "
        "needs more units or another layer), or the steps are too long to go down further, or the inputs do "
        "not say more. Try each: a lower rate, a wider layer, and whether the input matters."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The steps are too long: each changes the parameters by {:.2g} %, and the loss does not "
        "fall below {:.3g}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The steps are too long: in step {} the numbers left their range, with the learning rate {:.3g}."),
    QT_TRANSLATE_NOOP("Engine", "The steps are too long: the loss has risen from {:.3g} to {:.3g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "The steps are too long: the loss is {:.3g}, although always giving the same answer "
                      "costs only {:.3g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "The steps are too long: the loss leapt from {:.3g} to {:.3g}, and the network has "
                      "learned nothing since."),
    QT_TRANSLATE_NOOP("Engine",
                      "The steps are too long: the loss leapt to {:.3g}, although always giving the same "
                      "answer costs only {:.3g}, and the network has learned nothing since."),
    QT_TRANSLATE_NOOP("Engine",
                      "The steps are too short: each changes the parameters by {:.2g} %, and in {} steps the "
                      "loss went from {:.3g} to {:.3g}."),
    QT_TRANSLATE_NOOP("Engine", "The targets {} are numbers of about {:.3g} that vary by {:.3g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "The test is to say how well the network answers what it has never seen. A sample that "
                      "it was trained on can be known by heart, so the test figures are too good. The Data "
                      "workspace lists these samples."),
    QT_TRANSLATE_NOOP("Engine", "There are no examples in {}."),
    QT_TRANSLATE_NOOP("Engine", "There are {} training samples of the class {}, but only {} of {}."),
    QT_TRANSLATE_NOOP("Engine",
                      "There is a gradient, so there is something to learn, but the learning rate makes so "
                      "little of it that the run would take a hundred times as long as it needs. About a "
                      "thousandth of the parameters is a usual step."),
    QT_TRANSLATE_NOOP("Engine",
                      "There is no command. Give train, evaluate, predict, transfer, diagnose or bench."),
    QT_TRANSLATE_NOOP("Engine", "There is no example {}."),
    QT_TRANSLATE_NOOP("Engine", "There is no training sample of the class {}."),
    QT_TRANSLATE_NOOP("Engine", "Train with Adam and the learning rate {:.3g}."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Up to there the network learned what all samples have in common, and since then it learns the "
        "training samples one by one, with their noise. That makes its answers to others worse. The network "
        "of the lowest test loss is the one to keep; more samples, a penalty or dropout put off the moment."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Whatever the inputs are, the network answers about the same. Either the inputs say nothing about "
        "the answers, as with shuffled labels, or this network can't use what they say, or training does not "
        "get it there. Two tests tell: can it learn one batch by heart, and does the input matter?"),
    QT_TRANSLATE_NOOP("Engine",
                      "Where relu gives 0 its slope is 0 as well, so no gradient comes through, and the "
                      "weights of such a unit do not change any more. Usually one step that was too long has "
                      "pushed its bias so far down that no sample lifts it above 0 again."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Who always answers the large class is nearly always right, so the loss has little reason to look "
        "for the small one, and a high accuracy says little. Look at the figures of each class, and find "
        "more samples of the small one, or leave out some of the large one."),
    QT_TRANSLATE_NOOP("Engine",
                      "Who gives every class the same chance has the loss ln k of k classes. A network that "
                      "begins far above that is sure of answers before it has seen anything: the first steps "
                      "only unlearn them. Initial weights or inputs are too large."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Without a bend two layers of weights add up to one: a weighted sum of weighted sums is a weighted "
        "sum. They take time and parameters, but can't answer anything that one layer could not."),
    QT_TRANSLATE_NOOP("Engine", "classes to tell apart"),
    QT_TRANSLATE_NOOP("Engine", "dead units of {}, of {} in all"),
    QT_TRANSLATE_NOOP("Engine", "deviation of the targets"),
    QT_TRANSLATE_NOOP("Engine", "frozen layers"),
    QT_TRANSLATE_NOOP("Engine", "growth on the way back"),
    QT_TRANSLATE_NOOP("Engine", "highest loss of a stretch of steps"),
    QT_TRANSLATE_NOOP("Engine", "its epoch"),
    QT_TRANSLATE_NOOP("Engine", "largest target"),
    QT_TRANSLATE_NOOP("Engine", "largest that the output can say"),
    QT_TRANSLATE_NOOP("Engine", "layers without a bend"),
    QT_TRANSLATE_NOOP("Engine", "learning rate"),
    QT_TRANSLATE_NOOP("Engine", "least target"),
    QT_TRANSLATE_NOOP("Engine", "least that the output can say"),
    QT_TRANSLATE_NOOP("Engine", "loss before the first step"),
    QT_TRANSLATE_NOOP("Engine", "loss of always giving the same answer"),
    QT_TRANSLATE_NOOP("Engine", "loss of guessing"),
    QT_TRANSLATE_NOOP("Engine", "loss of the first steps"),
    QT_TRANSLATE_NOOP("Engine", "loss of the newest steps"),
    QT_TRANSLATE_NOOP("Engine", "loss of the steps before"),
    QT_TRANSLATE_NOOP("Engine", "loss when all inputs are 0"),
    QT_TRANSLATE_NOOP("Engine", "lowest test loss"),
    QT_TRANSLATE_NOOP("Engine", "mean of an input in deviations from 0"),
    QT_TRANSLATE_NOOP("Engine", "numbers to take a mean of"),
    QT_TRANSLATE_NOOP("Engine", "samples of the largest class"),
    QT_TRANSLATE_NOOP("Engine", "samples of the smallest class"),
    QT_TRANSLATE_NOOP("Engine", "samples that have it and were looked at"),
    QT_TRANSLATE_NOOP("Engine", "share of the numbers of {} where it is flat"),
    QT_TRANSLATE_NOOP("Engine", "share of the parameters that a step changes"),
    QT_TRANSLATE_NOOP("Engine", "share that is dropped"),
    QT_TRANSLATE_NOOP("Engine", "share that is right of the other classes"),
    QT_TRANSLATE_NOOP("Engine", "size of dL/dz of a sample in {}"),
    QT_TRANSLATE_NOOP("Engine", "size of the gradient of a weight of {}"),
    QT_TRANSLATE_NOOP("Engine", "size of the largest input"),
    QT_TRANSLATE_NOOP("Engine", "size of the targets"),
    QT_TRANSLATE_NOOP("Engine", "step in which it diverged"),
    QT_TRANSLATE_NOOP("Engine", "step with the lowest test loss"),
    QT_TRANSLATE_NOOP("Engine", "steps that were compared"),
    QT_TRANSLATE_NOOP("Engine", "test loss of the newest three tests"),
    QT_TRANSLATE_NOOP("Engine", "test samples seen in training"),
    QT_TRANSLATE_NOOP("Engine", "their share of the test samples"),
    QT_TRANSLATE_NOOP("Engine", "training loss of the newest steps"),
    QT_TRANSLATE_NOOP("Engine", "training samples that were tried"),
    QT_TRANSLATE_NOOP("Engine", "units of {} that never leave their end, of {} in all"),
    QT_TRANSLATE_NOOP("Engine", "equal units of {}, of {} in all"),
    QT_TRANSLATE_NOOP("Engine", "what is left of it on the way back"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{:.0f} % of what {} gives lies where {} is flat, and {} of its {} units never leave their end."),
    QT_TRANSLATE_NOOP("Engine", "{} drops {:.0f} % of its inputs in every step."),
    QT_TRANSLATE_NOOP("Engine", "{} is frozen with the random weights that it began with."),
    QT_TRANSLATE_NOOP("Engine", "{} is not the name of a rule"),
    QT_TRANSLATE_NOOP("Engine",
                      "{} of the {} units of {} are dead: they give 0 for each of {} training samples."),
    QT_TRANSLATE_NOOP(
        "Engine", "{} of the {} units of {} are equal: the same weights lead to them and away from them."),
    QT_TRANSLATE_NOOP("Engine", "{} of {} test samples have exactly the inputs of a training sample."),
    QT_TRANSLATE_NOOP("Engine", "{} takes the mean and spread of only {} numbers in each step."),
    QT_TRANSLATE_N_NOOP("Engine", "Open {} padlocks."),
};

}  // namespace
}  // namespace pellucid::ui
