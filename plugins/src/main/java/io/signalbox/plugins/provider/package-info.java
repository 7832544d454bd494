/// The providers that come with Signalbox: addresses, forms of sending a key, known differences,
/// the models with their prices (`models.json`), and what they take (`request-rules.json`).
@NullMarked
package io.signalbox.plugins.provider;

import org.jspecify.annotations.NullMarked;
