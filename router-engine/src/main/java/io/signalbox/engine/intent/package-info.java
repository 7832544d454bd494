/// Tells what a text is about from a few examples of each class, on this machine. Entry type is
/// [IntentClassifier]. Pure: nothing here reads a clock, starts a thread or keeps a text after its
/// vector was taken, but for the bounded memories of [CachedEncoder] and the classifier.
///
/// A class's score is the logarithm of its probability in a multinomial logistic head over the
/// encoder's vectors, plus a multiple of the cosine to its nearest example: the head knows what
/// tells classes apart, the nearest example knows phrases. Weights and multiples were chosen on
/// held-back examples of banking77's training set.
@NullMarked
package io.signalbox.engine.intent;

import org.jspecify.annotations.NullMarked;
