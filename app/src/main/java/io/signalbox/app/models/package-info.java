/// The page of models and keys: what is known of each model, and the keys of the providers. Entry
/// type is [ModelsPage].
@NullMarked
package io.signalbox.app.models;

import org.jspecify.annotations.NullMarked;
