
[$relay, $key, $form, $order] = file('php://stdin', FILE_IGNORE_NEW_LINES);
$word = ticket($relay, $key, json_decode($order, true));
echo $word, "\n", tag($form, $word), "\n";
