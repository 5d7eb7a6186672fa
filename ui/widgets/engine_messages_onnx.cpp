// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences about models of other programs; see engine_messages.cpp.
#include <QtGlobal>

namespace pellucid::ui {
namespace {

[[maybe_unused]] constexpr const char* kOnnxMessages[] = {
    QT_TRANSLATE_NOOP("Engine", "--model-input: {}"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "A batch normalisation that is frozen and changes nothing stands for an activation without a layer."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "A batch normalisation that is frozen stands for arithmetic between two layers of the file."),
    QT_TRANSLATE_NOOP("Engine", "Export the model with float32 weights, opset 13 and for inference."),
    QT_TRANSLATE_NOOP("Engine",
                      "From Keras: a Sequential model of Dense, Conv2D, pooling, BatchNormalization, Flatten "
                      "and Dropout, and python -m tf2onnx.convert with --opset 13."),
    QT_TRANSLATE_NOOP("Engine",
                      "From PyTorch: model.eval(), then torch.onnx.export(model, input, \"model.onnx\", "
                      "opset_version=13)."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "From scikit-learn: the MLPClassifier or MLPRegressor alone, and to_onnx with zipmap switched off."),
    QT_TRANSLATE_NOOP("Engine",
                      "PyTorch's convolutions take channels, height, width: channels-last is not for them"),
    QT_TRANSLATE_NOOP("Engine",
                      "Read again, the file answered {} test samples; the largest difference is {:.2g}."),
    QT_TRANSLATE_NOOP("Engine",
                      "The file does not end in a dense layer: one that passes all values on was added."),
    QT_TRANSLATE_NOOP("Engine",
                      "The file has weights but no layers. These are assumed: {}. Check the activations."),
    QT_TRANSLATE_NOOP("Engine", "The file was read again; there are no test samples to ask it."),
    QT_TRANSLATE_NOOP("Engine",
                      "The model divides pixels by a large number, so it is given them from 0 to 255."),
    QT_TRANSLATE_NOOP("Engine",
                      "\"{}\" gives {} and \"{}\" takes {}: its layers are no plain chain, or their names "
                      "don't tell their order"),
    QT_TRANSLATE_NOOP("Engine",
                      "\"{}\" says nothing about a model's inputs. Give 0-1, 0-255, mnist, mean=NUMBER, "
                      "deviation=NUMBER above 0, channels-first or channels-last."),
    QT_TRANSLATE_NOOP("Engine", "a change of the image's size, PyTorch's Upsample and Keras' UpSampling2D"),
    QT_TRANSLATE_NOOP("Engine", "a choice between two networks; only plain chains are supported"),
    QT_TRANSLATE_NOOP("Engine", "a model of scikit-learn that is no neural network"),
    QT_TRANSLATE_NOOP("Engine", "a normalisation of each sample; only batch normalisation is supported"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "a quantised network, which computes with whole numbers. Export the model before it is quantised."),
    QT_TRANSLATE_NOOP("Engine", "a recurrent layer; only layers that are run through once are supported"),
    QT_TRANSLATE_NOOP("Engine",
                      "a transposed convolution, PyTorch's ConvTranspose2d and Keras' Conv2DTranspose"),
    QT_TRANSLATE_NOOP("Engine", "as it is while training; export the model for inference"),
    QT_TRANSLATE_NOOP("Engine",
                      "attention between parts of a sample; only plain chains of layers are supported"),
    QT_TRANSLATE_NOOP("Engine", "comes behind zeros around an image, which only a convolution can take"),
    QT_TRANSLATE_NOOP("Engine", "does not take a constant"),
    QT_TRANSLATE_NOOP("Engine", "does not take the whole of each map of an image of known size"),
    QT_TRANSLATE_NOOP("Engine", "four numbers from 0 to {} are supported"),
    QT_TRANSLATE_NOOP("Engine", "gives {} answers without a dense layer; at most {} are supported"),
    QT_TRANSLATE_NOOP("Engine", "has a shape that is not constant"),
    QT_TRANSLATE_NOOP("Engine", "has auto_pad {}; NOTSET, VALID, SAME_UPPER and SAME_LOWER are supported"),
    QT_TRANSLATE_NOOP("Engine", "has axis {}; only one over all answers of a sample is supported"),
    QT_TRANSLATE_NOOP("Engine", "has ceil_mode 1, which cuts off the last windows; only 0 is supported here"),
    QT_TRANSLATE_NOOP("Engine", "has in {} a number that is not finite"),
    QT_TRANSLATE_NOOP("Engine", "has in {} a variance below 0"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "has the element type {}, which is not supported. Export the model with weights in float32."),
    QT_TRANSLATE_NOOP("Engine", "has the shape {}, but {} texts"),
    QT_TRANSLATE_NOOP("Engine", "has {} of shape {} for {} channels"),
    QT_TRANSLATE_NOOP("Engine", "is none of the activations that Pellucid has"),
    QT_TRANSLATE_NOOP("Engine",
                      "it doesn't tell behind which layer the batch normalisation \"{}\" of {} stands"),
    QT_TRANSLATE_NOOP("Engine", "it ends in zeros around an image"),
    QT_TRANSLATE_NOOP("Engine",
                      "it has more than {} nodes; such a network has more layers than are supported"),
    QT_TRANSLATE_NOOP("Engine", "it has no output"),
    QT_TRANSLATE_NOOP("Engine", "it has {} layers; at most {} are supported"),
    QT_TRANSLATE_NOOP("Engine", "it holds no tensors of layers"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "it scales its inputs itself; beside that, one mean and one deviation for all are possible"),
    QT_TRANSLATE_NOOP("Engine",
                      "its answers are scaled behind the activation {}, which no layer here can do"),
    QT_TRANSLATE_NOOP("Engine", "its images have {} channels, and it does not tell their size"),
    QT_TRANSLATE_NOOP("Engine", "its input {} is not a tensor of numbers"),
    QT_TRANSLATE_NOOP("Engine", "its layers could be {} as well as {}"),
    QT_TRANSLATE_NOOP("Engine", "its metadata {} has {} layers with weights, but the file has those of {}"),
    QT_TRANSLATE_NOOP("Engine", "its metadata {}: {}"),
    QT_TRANSLATE_NOOP("Engine",
                      "lies in another file, {}, which is never opened: only a file in the model's own "
                      "folder is. Export the model into one file."),
    QT_TRANSLATE_NOOP("Engine",
                      "lies in the file {}, which is not beside the model. Put it there, or export the model "
                      "into one file."),
    QT_TRANSLATE_NOOP("Engine", "makes whole numbers of what goes through the network"),
    QT_TRANSLATE_NOOP("Engine", "mixes samples, or does not fit what comes in"),
    QT_TRANSLATE_NOOP("Engine",
                      "no arrangement of its convolutions with max-pools of 2×2 leads from an image of {} to "
                      "the {} numbers that \"{}\" takes"),
    QT_TRANSLATE_NOOP("Engine",
                      "no dense layer follows its convolutions, and without one nothing here can answer"),
    QT_TRANSLATE_NOOP("Engine", "normalises something that is neither a row of known size nor maps"),
    QT_TRANSLATE_NOOP("Engine", "pads other sides than those of images, or by numbers outside 0 to {}"),
    QT_TRANSLATE_NOOP("Engine", "pads something of unknown size"),
    QT_TRANSLATE_NOOP("Engine", "pads with something other than zeros"),
    QT_TRANSLATE_NOOP("Engine", "reshapes to [{}], which does not keep each sample to itself"),
    QT_TRANSLATE_NOOP("Engine",
                      "slides a window over single pixels; only images of at least two are supported"),
    QT_TRANSLATE_NOOP("Engine", "takes bytes of the file {} that it does not have: it has {}"),
    QT_TRANSLATE_NOOP("Engine", "takes samples of unknown size"),
    QT_TRANSLATE_NOOP("Engine", "takes the whole of maps of {0}×{0}; a window has at most {1}×{1} pixels"),
    QT_TRANSLATE_NOOP("Engine", "takes the whole of maps of {}×{}; only square ones are supported"),
    QT_TRANSLATE_NOOP("Engine",
                      "takes {} beside the value of the node before it; only plain chains are supported, and "
                      "activations that Pellucid has"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "tensor \"{}\" of shape [{}] belongs to no layer that is supported: those are dense layers, "
        "convolutions with square kernels, and batch normalisations with their running statistics"),
    QT_TRANSLATE_NOOP("Engine", "tensor {} is [{}], but the layers {} need [{}]"),
    QT_TRANSLATE_NOOP("Engine", "the batch"),
    QT_TRANSLATE_NOOP("Engine",
                      "the file does not say which data belong to it. It takes {} numbers and gives {}."),
    QT_TRANSLATE_NOOP("Engine", "with dilations [{}]: a dilated convolution, whose filters skip pixels"),
    QT_TRANSLATE_NOOP("Engine",
                      "with group {}: a grouped convolution, whose filters see only some of the channels"),
    QT_TRANSLATE_NOOP("Engine", "with storage_order {}"),
    QT_TRANSLATE_NOOP("Engine", "works on images; only a row of numbers is supported"),
    QT_TRANSLATE_NOOP("Engine",
                      "works on what goes through the network; here it is supported for constants only"),
    QT_TRANSLATE_NOOP("Engine",
                      "{} is a project, which knows its inputs. --model-input and --softmax are for models "
                      "of other programs."),
    QT_TRANSLATE_NOOP("Engine",
                      "{} of its {} nodes are not supported: {}{}. Pellucid reads chains of dense layers, "
                      "convolutions, pools, batch normalisation, dropout and the usual activations. {}"),
    QT_TRANSLATE_NOOP("Engine", "{} takes {}, which does not exist"),
    QT_TRANSLATE_NOOP("Engine", "{} takes {}, which is made from its own value: a cycle"),
    QT_TRANSLATE_NOOP("Engine",
                      "{}. Save the weights with the metadata {} to tell its layers, for example {}."),
    QT_TRANSLATE_NOOP("Engine",
                      "{}: its weights lie in {}, which is a link or no plain file and is not opened. Put "
                      "the file itself beside the model."),
    QT_TRANSLATE_NOOP("Engine", "{}: tensor {} {}"),
    QT_TRANSLATE_NOOP("Engine", "{}; such a model cannot be trained or used"),
};

}  // namespace
}  // namespace pellucid::ui
