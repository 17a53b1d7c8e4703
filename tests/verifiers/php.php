
function tried(callable $work)
{
    try {
        return $work();
    } catch (Throwable $refused) {
        return null;
    }
}

error_reporting(E_ERROR);
$q = json_decode(file_get_contents('php://stdin'), true);
$check = fn ($token) => tried(fn () => verify($token, $q['jwks'], $q['relay'], $q['siret'], $q['form']));
$honest = $check($q['honest']);
echo json_encode([
    'accepted' => array_map(fn ($token) => $check($token) !== null, $q['tokens']),
    'opened' => array_map(fn ($sealed) => tried(fn () => open_sealed($sealed, $q['private'])), $q['sealed']),
    'certified' => array_map(fn ($pair) => certified($honest, $pair[0], $pair[1]), $q['sent']),
]);
