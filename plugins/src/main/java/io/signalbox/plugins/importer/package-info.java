/// What importers of other gateways' files share: the graph in the making and the findings
/// ([GraphDraft]), names of providers ([ProviderNames]), places of keys ([KeyPlaces]).
@NullMarked
package io.signalbox.plugins.importer;

import org.jspecify.annotations.NullMarked;
