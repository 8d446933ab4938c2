package dev.medislot.webapp;

import static java.util.stream.Collectors.toMap;

import dev.medislot.client.MedislotClient;
import dev.medislot.client.doctor.VisitType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The visit types to choose from, at most five minutes old. */
public class VisitTypes {

    private static final int MAX_TYPES = 200;
    /** The number of visits to choose from that a page shows as a row; it lists more. */
    private static final int MAX_IN_A_ROW = 6;

    private final Supplier<List<VisitType>> known;

    VisitTypes(Api api) {
        this.known = CachedAnswer.ofList("visit types", () -> types(api.openClient()));
    }

    /** The visit types by name; empty if the clinic has none, and while the API does not answer. */
    List<VisitType> all() {
        return known.get();
    }

    public Optional<VisitType> find(UUID id) {
        return all().stream().filter(type -> type.id().equals(id)).findFirst();
    }

    public static boolean areMany(Collection<?> choices) {
        return choices.size() > MAX_IN_A_ROW;
    }

    Map<UUID, String> names() {
        return all().stream().collect(toMap(VisitType::id, VisitType::name));
    }

    private static List<VisitType> types(MedislotClient api) {
        return MedislotClient.all(next -> api.visitTypes().list(next)).limit(MAX_TYPES).toList();
    }
}
