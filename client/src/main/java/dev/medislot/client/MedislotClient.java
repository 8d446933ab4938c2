package dev.medislot.client;

import dev.medislot.client.booking.AuditApi;
import dev.medislot.client.booking.BookingApi;
import dev.medislot.client.booking.DeskApi;
import dev.medislot.client.booking.HoldApi;
import dev.medislot.client.booking.WaitlistApi;
import dev.medislot.client.doctor.ClosureApi;
import dev.medislot.client.doctor.DoctorApi;
import dev.medislot.client.doctor.HoursApi;
import dev.medislot.client.doctor.LicenseApi;
import dev.medislot.client.doctor.StaffApi;
import dev.medislot.client.doctor.VisitTypeApi;
import dev.medislot.client.mail.CalendarFeedApi;
import dev.medislot.client.mail.MailApi;
import dev.medislot.client.opening.OpeningApi;
import dev.medislot.client.patient.PatientApi;
import dev.medislot.client.patient.RatingApi;
import dev.medislot.client.problem.ApiProblem;
import dev.medislot.client.problem.ReadProblem;
import dev.medislot.common.DoctorId;
import dev.medislot.common.PatientId;
import dev.medislot.common.SlotId;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API of one Medislot system. Every call throws an {@link ApiProblem} when the API refuses it.
 * <p>
 * Immutable and safe for use by several threads.
 */
public final class MedislotClient {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    private final RestClient.Builder http;
    private final HttpServiceProxyFactory calls;
    /** Each is made once, because that reads the annotations of all its methods. */
    private final Map<Class<?>, Object> apis = new ConcurrentHashMap<>();

    private MedislotClient(RestClient.Builder http) {
        this.http = http;
        this.calls = HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http.build()))
                .customArgumentResolver(new QueryArguments())
                .conversionService(conversions())
                .build();
    }

    /** Connects to the gateway at an address such as {@code http://localhost:8080}, without a login. */
    public static MedislotClient at(URI address) {
        var client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
        var requests = new JdkClientHttpRequestFactory(client);
        requests.setReadTimeout(READ_TIMEOUT);
        return using(RestClient.builder().baseUrl(address).requestFactory(requests));
    }

    /** Uses a client that is already set up: its address, timeouts, interceptors. */
    public static MedislotClient using(RestClient.Builder http) {
        var problems = new ReadProblem(
                JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
        return new MedislotClient(http.clone().defaultStatusHandler(HttpStatusCode::isError, (_, answer) -> {
            throw problems.from(answer);
        }));
    }

    /** The same system, as the caller with that token. */
    public MedislotClient as(String accessToken) {
        return new MedislotClient(http.clone().defaultHeaders(headers -> headers.setBearerAuth(accessToken)));
    }

    public MedislotClient as(Login login) {
        return as(login.accessToken());
    }

    public SessionApi sessions() {
        return api(SessionApi.class);
    }

    public BookingApi bookings() {
        return api(BookingApi.class);
    }

    public HoldApi holds() {
        return api(HoldApi.class);
    }

    public WaitlistApi waitlist() {
        return api(WaitlistApi.class);
    }

    public DeskApi desk() {
        return api(DeskApi.class);
    }

    public AuditApi audit() {
        return api(AuditApi.class);
    }

    public OpeningApi openings() {
        return api(OpeningApi.class);
    }

    public DoctorApi doctors() {
        return api(DoctorApi.class);
    }

    public LicenseApi licenses() {
        return api(LicenseApi.class);
    }

    public HoursApi hours() {
        return api(HoursApi.class);
    }

    public StaffApi staff() {
        return api(StaffApi.class);
    }

    public VisitTypeApi visitTypes() {
        return api(VisitTypeApi.class);
    }

    public ClosureApi closures() {
        return api(ClosureApi.class);
    }

    public PatientApi patients() {
        return api(PatientApi.class);
    }

    public RatingApi ratings() {
        return api(RatingApi.class);
    }

    public MailApi mails() {
        return api(MailApi.class);
    }

    public CalendarFeedApi calendarFeed() {
        return api(CalendarFeedApi.class);
    }

    public LinkApi links() {
        return api(LinkApi.class);
    }

    private <T> T api(Class<T> type) {
        return type.cast(apis.computeIfAbsent(type, calls::createClient));
    }

    /**
     * All entries of a list, page by page as they are needed: {@code all(next -> api.list(query.after(next)))}.
     *
     * @param page gets a page by its cursor, which is null for the first
     */
    public static <T> Stream<T> all(Function<@Nullable String, Items<T>> page) {
        return Stream.iterate(page.apply(null), Objects::nonNull, items -> after(items, page))
                .flatMap(items -> items.items().stream());
    }

    private static <T> @Nullable Items<T> after(Items<T> items, Function<@Nullable String, Items<T>> page) {
        return items.next() == null ? null : page.apply(items.next());
    }

    private static ConversionService conversions() {
        var conversions = new DefaultConversionService();
        conversions.addConverter(DoctorId.class, String.class, DoctorId::toString);
        conversions.addConverter(PatientId.class, String.class, PatientId::toString);
        conversions.addConverter(SlotId.class, String.class, SlotId::toString);
        conversions.addConverter(LocalDate.class, String.class, LocalDate::toString);
        return conversions;
    }
}
