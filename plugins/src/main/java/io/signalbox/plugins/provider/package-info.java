/// The providers that come with Signalbox: addresses, forms of sending a key, known differences,
/// and the models with their prices (`models.json`).
@NullMarked
package io.signalbox.plugins.provider;

import org.jspecify.annotations.NullMarked;
